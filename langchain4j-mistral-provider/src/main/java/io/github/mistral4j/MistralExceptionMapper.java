package io.github.mistral4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.ApiError;
import io.github.mistral4j.client.MistralApiException;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralConnectionException;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralKeyException;
import io.github.mistral4j.client.MistralResponseException;
import io.github.mistral4j.client.MistralTimeoutException;
import io.github.mistral4j.client.ResponseInfo;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The exceptions of a {@link MistralClient} as LangChain4j's, which the models throw. */
public final class MistralExceptionMapper {

    private static final String UNKNOWN_MODEL = "1500";
    private static final Set<String> NOT_IN_PLAN = Set.of("1910", "tier_not_allowed");
    private static final Set<String> NO_LABS = Set.of("1913", "labs_not_enabled");
    private static final Set<String> BLOCKED =
            Set.of("1920", "guardrail_violation", "bio_policy", "image_content_policy_violation");
    private static final String AZURE_BLOCKED = "content_filter";
    private static final Pattern IMAGE = Pattern.compile("(.*_)?image(_.*)?");
    private static final String MESSAGE_ORDER = "3230";
    private static final Pattern DEPRECATED = Pattern.compile(
            "(?i)\\b(model|deployment)\\b.*\\b(deprecated|retired|discontinued|not found|does not exist"
                    + "|decommissioned|removed|no longer (available|supported))\\b|\\b(unknown|no such|invalid|not a valid) model\\b|no endpoints found for");
    // What servers say of a path, a file or a job.
    private static final Pattern NOTHING_THERE = Pattern.compile("(?i)(\\w+ )*not found\\.?");
    private static final Set<String> NO_MODEL = Set.of(UNKNOWN_MODEL, "invalid_model", "model_not_found");

    private MistralExceptionMapper() {}

    /** The exception of LangChain4j that says the same; its cause is a {@link MistralHttpException} where the server answered. */
    public static LangChain4jException map(MistralException failure) {
        return map(failure, "", null);
    }

    /** With what was under way at the beginning of the message. */
    public static LangChain4jException map(MistralException failure, String context) {
        return map(failure, context, null);
    }

    /** With what of the answer had arrived. */
    public static LangChain4jException map(MistralException failure, @Nullable ChatResponse partial) {
        return map(failure, "", partial);
    }

    private static LangChain4jException map(MistralException failure, String context, @Nullable ChatResponse partial) {
        ResponseInfo info = failure.response();
        ApiError error = failure instanceof MistralApiException api
                ? api.error()
                : failure instanceof MistralResponseException response ? response.error() : null;
        String message = context + message(failure, info, error);
        Throwable cause = info == null ? failure : new MistralHttpException(message, info, error, partial);
        if (failure instanceof MistralApiException api) {
            return ofStatus(api.response().status(), api.error(), message, cause);
        } else if (failure instanceof MistralResponseException) {
            return ofAnswer(error, message, cause);
        } else if (failure instanceof MistralTimeoutException) {
            return new TimeoutException(message, cause);
        } else if (failure.getCause() instanceof UncheckedIOException) {
            return new InvalidRequestException(message, cause);
        } else if (failure instanceof MistralConnectionException connection) {
            return connection.wasConnected()
                    ? new InternalServerException(message, cause)
                    : new UnresolvedModelServerException(message, cause);
        } else if (failure instanceof MistralKeyException) {
            return new AuthenticationException(message, cause);
        }
        return failure.getCause() == null
                ? new LangChain4jException(message, cause)
                : new InternalServerException(message, cause);
    }

    /** Of an answer with status 200 which says that it failed, or is none; the codes are those of the Responses API. */
    private static LangChain4jException ofAnswer(@Nullable ApiError error, String message, Throwable cause) {
        String code = error == null || error.code() == null ? "" : error.code();
        if (error != null && isBlocked(error)) {
            return new ContentFilteredException(message, cause);
        } else if (code.equals("rate_limit_exceeded")) {
            return new RateLimitException(message, cause);
        } else if (code.equals("invalid_prompt") || IMAGE.matcher(code).matches()) {
            return new InvalidRequestException(message, cause);
        }
        return new InternalServerException(message, cause);
    }

    private static LangChain4jException ofStatus(int status, ApiError error, String message, Throwable cause) {
        if (status >= 500) {
            return new InternalServerException(message, cause);
        }
        if (status != 401 && status != 408 && status != 429 && isBlocked(error)) {
            return new ContentFilteredException(message, cause);
        }
        return switch (status) {
            case 401 -> new AuthenticationException(message, cause);
            case 403 ->
                isOneOf(NOT_IN_PLAN, error) || isOneOf(NO_LABS, error)
                        ? new ModelNotFoundException(message, cause)
                        : new AuthenticationException(message, cause);
            case 404 ->
                isModelsAbsence(error) || isBarelyNotFound(error)
                        ? new ModelNotFoundException(message, cause)
                        : new InvalidRequestException(message, cause);
            case 408 -> new TimeoutException(message, cause);
            case 429 -> new RateLimitException(message, cause);
            default ->
                isOneOf(NO_MODEL, error)
                        ? new ModelNotFoundException(message, cause)
                        : new InvalidRequestException(message, cause);
        };
    }

    private static String advice(int status, ApiError error) {
        if (status == 404 && !isModelsAbsence(error)) {
            return "; the base URL may be wrong";
        } else if (status == 403 && isOneOf(NOT_IN_PLAN, error)) {
            return "; your plan does not include this model";
        } else if (status == 403 && isOneOf(NO_LABS, error)) {
            return "; your plan does not include Labs models, or they are not switched on";
        } else if (MESSAGE_ORDER.equals(error.code()) && error.message().contains("'tool'")) {
            return "; bridgeUserAfterTool(true) puts an assistant message between them";
        }
        return "";
    }

    private static boolean isBlocked(ApiError error) {
        return error.guardrail() || AZURE_BLOCKED.equals(error.code()) || isOneOf(BLOCKED, error);
    }

    // A gateway may have the name in its message alone.
    private static boolean isOneOf(Set<String> reasons, ApiError error) {
        return error.code() != null && reasons.contains(error.code())
                || error.type() != null && reasons.contains(error.type())
                || reasons.stream()
                        .anyMatch(reason ->
                                reason.contains("_") && error.message().contains(reason));
    }

    // Mistral's gateway says of a model that it is gone in a shape that is otherwise that of an unknown path.
    private static boolean isModelsAbsence(ApiError error) {
        return DEPRECATED.matcher(error.message()).find()
                || error.fromApi() && !NOTHING_THERE.matcher(error.message()).matches();
    }

    // {"detail":"Not Found"}: Mistral's own for what is not there, and FastAPI's (vLLM) for a path without /v1.
    private static boolean isBarelyNotFound(ApiError error) {
        return error.fromApi() && error.type() == null && error.message().equals("Not Found");
    }

    private static String message(MistralException failure, @Nullable ResponseInfo info, @Nullable ApiError error) {
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        if (info == null) {
            return message.toString();
        }
        if (error != null) {
            message.append(advice(info.status(), error));
        }
        StringJoiner facts = new StringJoiner(", ", " (", ")").setEmptyValue("");
        if (!message.toString()
                .matches("(?is)(" + info.status() + "\\b.*|.*\\b(HTTP|status)[ :]*(code[ :]*)?" + info.status()
                        + "\\b.*)")) {
            facts.add("HTTP " + info.status());
        }
        if (error != null && error.code() != null) {
            facts.add("code " + error.code());
        }
        if (info.requestId() != null) {
            facts.add("request " + info.requestId());
        }
        return message.append(facts).toString();
    }
}
