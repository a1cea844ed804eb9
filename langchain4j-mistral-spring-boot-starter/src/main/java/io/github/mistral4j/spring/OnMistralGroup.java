package io.github.mistral4j.spring;

import static io.github.mistral4j.spring.MistralProperties.PREFIX;

import io.github.mistral4j.client.MistralClient;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** See {@link ConditionalOnMistralGroup}. After the beans of the application are known, since a client may be one of them. */
final class OnMistralGroup extends SpringBootCondition implements ConfigurationCondition {

    static final String CLIENT = "client";

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> attributes = metadata.getAnnotationAttributes(ConditionalOnMistralGroup.class.getName());
        String group = attributes == null ? "" : String.valueOf(attributes.get("value"));
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnMistralGroup.class, group);
        Environment environment = context.getEnvironment();
        if (group.equals(CLIENT)) {
            return hasClient(environment)
                    ? ConditionOutcome.match(message.because("there is a key"))
                    : ConditionOutcome.noMatch(message.because("there is no " + PREFIX + ".client.api-key"));
        }
        if (isSet(environment, group, "api-key")) {
            return ConditionOutcome.match(message.because("it has a key"));
        }
        if (!isSet(environment, group, "model-name")) {
            return ConditionOutcome.noMatch(message.because("it has no api-key and no model-name"));
        }
        boolean shared = hasClient(environment)
                || isSet(environment, group, "without-api-key")
                || context.getBeanFactory() != null
                        && context.getBeanFactory().getBeanNamesForType(MistralClient.class, false, false).length > 0;
        return shared
                ? ConditionOutcome.match(message.because("it has a model-name, and there is a client"))
                : ConditionOutcome.noMatch(message.because("it has no api-key, and there is no client to share"));
    }

    /** {@code client.base-url} is enough: a server on loopback needs no key, and for another the client says that one is missing. */
    static boolean hasClient(Environment environment) {
        return isSet(environment, CLIENT, "api-key")
                || isSet(environment, CLIENT, "without-api-key")
                || isSet(environment, CLIENT, "base-url")
                || StringUtils.hasText(environment.getProperty("MISTRAL_API_KEY"));
    }

    static boolean isSet(Environment environment, String group, String property) {
        return StringUtils.hasText(environment.getProperty(PREFIX + "." + group + "." + property));
    }
}
