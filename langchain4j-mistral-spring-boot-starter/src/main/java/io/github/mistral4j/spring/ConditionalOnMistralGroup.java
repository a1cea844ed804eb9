package io.github.mistral4j.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** A group is on when it has an {@code api-key}, or a {@code model-name} and there is a client to share. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnMistralGroup.class)
@interface ConditionalOnMistralGroup {

    /** Its name in the properties, {@code client} for the one to share. */
    String value();
}
