package io.github.mistral4j.spring;

import static io.github.mistral4j.spring.MistralProperties.PREFIX;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property to correct when a client or a model cannot be built. */
final class MistralConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<MistralConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MistralConfigurationException cause) {
        String reason = cause.reason();
        return new FailureAnalysis(
                "Mistral's " + cause.group() + " cannot be built: " + reason,
                action(cause.group(), reason),
                rootFailure);
    }

    private static String action(String group, String reason) {
        if (reason.startsWith("apiKey is missing")) {
            return "Set " + PREFIX + ".client.api-key, for example to ${MISTRAL_API_KEY}, or the environment variable "
                    + "MISTRAL_API_KEY. If the server needs none, set " + PREFIX + ".client.without-api-key to true.";
        } else if (reason.startsWith("baseUrl")) {
            return "Set " + PREFIX + "." + group
                    + ".base-url to the address of the API up to and including /v1, such as "
                    + "https://api.mistral.ai/v1, or leave it out.";
        }
        return "Correct the property of " + PREFIX + "." + group + " that is named above.";
    }
}
