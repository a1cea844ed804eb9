package io.github.mistral4j.spring;

import java.util.Locale;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys and header values stay hidden even where actuator is told to show all values. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SanitizingFunction.class)
final class MistralSanitizingConfiguration {

    @Bean
    SanitizingFunction mistralSanitizingFunction() {
        return data -> isSecret(data.getKey()) ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
    }

    /** Also in the form of an environment variable, {@code LANGCHAIN4J_MISTRALAI_CLIENT_APIKEY}. */
    static boolean isSecret(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]", "");
        return letters.contains("mistral")
                && (letters.endsWith("apikey")
                        || letters.endsWith("api_key")
                        || letters.contains(".headers")
                        || letters.contains("_headers")
                        || letters.contains("customqueryparams"));
    }
}
