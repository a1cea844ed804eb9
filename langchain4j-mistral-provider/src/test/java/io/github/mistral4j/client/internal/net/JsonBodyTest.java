package io.github.mistral4j.client.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.internal.json.RequestJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    private static final int[][] KINDS = {
        {0x20, 0x7F},
        {0x61, 0x7B},
        {0, 0x20},
        {0x22, 0x23},
        {0x5C, 0x5D},
        {0x7F, 0x100},
        {0x100, 0x800},
        {0x800, 0xD800},
        {0xE000, 0x10000},
        {0x10000, 0x110000}
    };

    private static final String WELL_FORMED = "a \uD83D\uDE00 b";

    private static String written(String text) throws IOException {
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model("m")
                .messages(List.of(new Message.User(MessageContent.text(text))))
                .metadata(Map.of("k" + text, text))
                .build();
        JsonBody body = new JsonBody(RequestJson.chat(request, false));
        Buffer sink = new Buffer();
        body.writeTo(sink);
        return sink.readUtf8();
    }

    private static String expected(String text) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                + "\"}],\"stream\":false,\"metadata\":{\"k" + text + "\":\"" + text + "\"}}";
    }

    @Test
    void is_compact() throws IOException {
        assertThat(written("hello")).isEqualTo(expected("hello"));
    }

    @Test
    void keeps_what_is_well_formed() throws IOException {
        assertThat(written(WELL_FORMED)).isEqualTo(expected(WELL_FORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83D", "\uD83Da", "a\uDE00b", "\uD83D\uD83D\uDE00", "\uDE00\uD83D"})
    void half_a_surrogate_pair_is_replaced(String text) throws IOException {
        String replaced = text.codePoints()
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(written(text)).isEqualTo(expected(replaced));
    }

    @Test
    void half_a_surrogate_pair_is_replaced_wherever_the_buffers_of_the_writer_end() throws IOException {
        for (int length = 3_990; length < 4_010; length++) {
            String text = "x".repeat(length) + "\uD83D" + "y".repeat(5_000) + "\uD83D\uDE00" + "\uDE00";

            assertThat(written(text)).contains("x\uFFFDy").contains("y\uD83D\uDE00\uFFFD");
        }
    }

    @Test
    void half_a_surrogate_pair_is_replaced_behind_texts_of_all_lengths() throws IOException {
        for (int length = 1; length < 1_100; length++) {
            String text = "x".repeat(length);

            assertThat(written(text + "\uD83D")).contains(text + "\uFFFD\"");
        }
    }

    @Test
    void a_long_body_is_handed_on_in_pieces() throws IOException {
        JsonBody body = new JsonBody(json -> json.writeString("x".repeat(100_000)));
        Buffer all = new Buffer();
        List<Long> pieces = new ArrayList<>();
        BufferedSink sink = Okio.buffer(new ForwardingSink(all) {
            @Override
            public void write(Buffer source, long byteCount) throws IOException {
                pieces.add(source.size());
                super.write(source, byteCount);
            }
        });
        body.writeTo(sink);
        sink.flush();

        assertThat(all.readUtf8()).isEqualTo("\"" + "x".repeat(100_000) + "\"");
        assertThat(pieces).allMatch(size -> size <= 16 * 1024);
    }

    @Test
    void any_text_is_written_as_jackson_writes_it() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            String text = random(random, random.nextInt(i % 100 == 0 ? 20_000 : 700));

            assertThat(new JsonMapper()
                            .readTree(written(text))
                            .path("messages")
                            .path(0)
                            .path("content")
                            .textValue())
                    .isEqualTo(text);
            assertThat(writtenAlone(text)).isEqualTo(new JsonMapper().writeValueAsString(text));
        }
    }

    /** Mostly one kind of character, with some of the others. */
    private static String random(Random random, int length) {
        StringBuilder text = new StringBuilder();
        int kind = random.nextInt(KINDS.length);
        while (text.length() < length) {
            int[] range = KINDS[random.nextInt(20) == 0 ? random.nextInt(KINDS.length) : kind];
            text.appendCodePoint(range[0] + random.nextInt(range[1] - range[0]));
        }
        return text.toString();
    }

    private static String writtenAlone(String text) throws IOException {
        Buffer sink = new Buffer();
        new JsonBody(json -> json.writeString(text)).writeTo(sink);
        return sink.readUtf8();
    }

    @Test
    void escapes_what_json_wants_escaped() throws IOException {
        assertThat(written("\"\\\n\u0000\u2028")).contains("\"\\\"\\\\\\n\\u0000\u2028\"");
    }

    @Test
    void knows_its_length_and_is_sent_once() {
        JsonBody body = new JsonBody(json -> json.writeString("\u00e9"));

        assertThat(body.contentLength()).isEqualTo(4);
        assertThat(body.isOneShot()).isTrue();
    }
}
