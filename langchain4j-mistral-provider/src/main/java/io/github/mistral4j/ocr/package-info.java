/** Reading documents: scans, images and office files as text. */
@NullMarked
package io.github.mistral4j.ocr;

import org.jspecify.annotations.NullMarked;
