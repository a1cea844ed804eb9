/** Speech to text and text to speech. */
@NullMarked
package io.github.mistral4j.audio;

import org.jspecify.annotations.NullMarked;
