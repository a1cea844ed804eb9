package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The requests with parts: transcriptions and uploads. */
final class FormRules {

    private static final Pattern OLD_VOXTRAL = Pattern.compile("voxtral-mini-(2507|2602|latest)");

    private FormRules() {}

    static void check(Endpoint endpoint, ReceivedRequest request, List<Violation> found) {
        if (request.parts().isEmpty()) {
            found.add(missing("file"));
        } else if (endpoint == Endpoint.UPLOAD_FILE) {
            upload(request, found);
        } else {
            transcription(request, found);
        }
    }

    private static void upload(ReceivedRequest request, List<Violation> found) {
        if (request.parts().stream().noneMatch(part -> part.name().equals("file") && part.fileName() != null)) {
            found.add(missing("file"));
        }
        each(request, "expiry", "\\d+", "int_parsing", "Input should be a valid integer", found);
        each(request, "visibility", "workspace|user", "enum", "Input should be 'workspace' or 'user'", found);
    }

    private static void transcription(ReceivedRequest request, List<Violation> found) {
        if (request.part("model").isEmpty()) {
            found.add(missing("model"));
        }
        long sources = Stream.of("file", "file_url", "file_id")
                .filter(name -> !request.part(name).isEmpty())
                .count();
        if (sources != 1) {
            found.add(Violation.field(
                    "value_error",
                    "Value error, exactly one of file, file_url and file_id must be given",
                    List.of("body"),
                    null));
        }
        each(request, "language", "\\w{2}", "string_pattern_mismatch", "String should match pattern '^\\w{2}$'", found);
        each(
                request,
                "temperature",
                "-?\\d+(\\.\\d+)?(E-?\\d+)?",
                "float_parsing",
                "Input should be a valid number",
                found);
        for (String name : Set.of("diarize", "stream")) {
            each(request, name, "true|false", "bool_parsing", "Input should be a valid boolean", found);
        }
        each(request, "timestamp_granularities", "segment|word", "enum", "Input should be 'segment' or 'word'", found);
        if (isOld(request)) {
            each(
                    request,
                    "context_bias",
                    "[^,\\s]+",
                    "string_pattern_mismatch",
                    "String should match pattern '^[^,\\s]+$'",
                    found);
        }
        if (request.part("context_bias").size() > 100) {
            found.add(Violation.field(
                    "too_long", "List should have at most 100 items", List.of("body", "context_bias"), null));
        }
        speakerReferences(request, found);
    }

    private static void speakerReferences(ReceivedRequest request, List<Violation> found) {
        if (!request.part("speaker_references").isEmpty()
                && !request.part("diarize").contains("true")) {
            found.add(Violation.field(
                    "value_error", "Value error, speaker_references needs diarize", List.of("body"), null));
        }
        each(
                request,
                "speaker_references",
                "(?s)\\{.*\\}",
                "json_invalid",
                "Invalid JSON: a map of names to clips is expected",
                found);
    }

    /** The models that answer with an empty text when they are told the language and asked for times. */
    static boolean isOld(ReceivedRequest request) {
        return request.part("model").stream()
                .anyMatch(model -> OLD_VOXTRAL.matcher(model).matches());
    }

    private static void each(
            ReceivedRequest request, String name, String pattern, String type, String message, List<Violation> found) {
        for (String value : request.part(name)) {
            if (!value.matches(pattern)) {
                JsonNode input = TextNode.valueOf(value);
                found.add(Violation.field(type, message, List.of("body", name), input));
            }
        }
    }

    private static Violation missing(String part) {
        return Violation.field("missing", "Field required", List.of("body", part), null);
    }
}
