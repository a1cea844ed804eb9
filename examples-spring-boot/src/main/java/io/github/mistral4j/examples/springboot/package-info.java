/** A Spring Boot application with one AI service and one tool. */
@NullMarked
package io.github.mistral4j.examples.springboot;

import org.jspecify.annotations.NullMarked;
