/** Mistral's models as beans of a Spring Boot application, set up by the properties of {@code langchain4j.mistral-ai}. */
@NullMarked
package io.github.mistral4j.spring;

import org.jspecify.annotations.NullMarked;
