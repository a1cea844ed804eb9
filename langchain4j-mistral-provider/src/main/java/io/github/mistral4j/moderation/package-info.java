/** What is harmful in a text or a conversation. */
@NullMarked
package io.github.mistral4j.moderation;

import org.jspecify.annotations.NullMarked;
