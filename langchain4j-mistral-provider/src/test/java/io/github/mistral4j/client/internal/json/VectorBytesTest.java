package io.github.mistral4j.client.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors come out of the bytes as they would out of the parser's tokens, wherever the bytes are cut. */
class VectorBytesTest {

    /** Hands out so many bytes at once. */
    private static final class Slow extends FilterInputStream {

        private final int most;

        Slow(byte[] bytes, int most) {
            super(new ByteArrayInputStream(bytes));
            this.most = most;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(most, length));
        }
    }

    private static String answer(String vector) {
        return "{\"data\":[{\"embedding\":" + vector + ",\"index\":1},{\"index\" : 0, \"embedding\" : " + vector
                + "}],\"model\":\"m\"}";
    }

    private static String fromBytes(InputStream body) throws IOException {
        try {
            return text(AnswerReader.embeddings(2).read(body, new ErrorFields()));
        } catch (JsonProcessingException | UnexpectedBodyException e) {
            return "refused";
        }
    }

    private static String fromTokens(byte[] body) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            parser.nextToken();
            return text(new EmbeddingsResponseReader(2).read(parser, new ErrorFields()));
        } catch (JsonProcessingException | UnexpectedBodyException e) {
            return "refused";
        }
    }

    private static String text(@Nullable EmbeddingsResponse response) {
        return response == null
                ? "none"
                : response.model() + " "
                        + response.vectors().stream().map(Arrays::toString).toList();
    }

    private static void check(String vector, int... sizes) throws IOException {
        byte[] body = answer(vector).getBytes(UTF_8);
        String expected = fromTokens(body);
        for (int size : sizes) {
            assertThat(fromBytes(new Slow(body, size)))
                    .as("%s, %s bytes at once", vector, size)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0.5,-0.25,1e-3]",
                "[ 0.5 ,\n-0.25\t,\r1E+3 ]",
                "[1]",
                "[-0]",
                "[0]",
                "[]",
                "[ ]",
                "[1,]",
                "[1, ]",
                "[,1]",
                "[1 2]",
                "[1,,2]",
                "[01]",
                "[1,-01]",
                "[-]",
                "[1.]",
                "[1.,2]",
                "[.5]",
                "[1e]",
                "[1e+]",
                "[1,1e-,2]",
                "[+1]",
                "[NaN]",
                "[1,null]",
                "[1,\"2\"]",
                "[1,true,2]",
                "[1,[2],3]",
                "[1,{\"a\":2},3]",
                "[1,2",
                "[1,2}",
                "[1e400]",
                "[1,1e39]",
                "[0x1]",
                "[1/2]",
                "[1.5f]",
                "[1,\u00e9]",
                "null",
                "{}",
                "7",
                "\"AACAPw==\"",
                "[1,2],\"embedding\":[3,4]",
                "[1,2],\"other\":{\"embedding\":[3]}"
            })
    void are_the_same_as_from_tokens(String vector) throws IOException {
        check(vector, 1, 2, 3, 7, 10_000);
    }

    @Test
    void long_numbers_and_longer_ones_than_the_parser_takes_are_the_same_as_from_tokens() throws IOException {
        for (int digits : new int[] {50, 400, 990, 998, 999, 1_000, 1_001, 1_500, 9_000}) {
            check("[1,0." + "1".repeat(digits) + ",2]", 1, 100, 10_000);
            check("[1," + "1".repeat(digits) + "e-" + digits + "]", 1, 100, 10_000);
        }
    }

    @Test
    void random_vectors_are_the_same_as_from_tokens_wherever_buffers_end() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 150; i++) {
            StringJoiner numbers = new StringJoiner(random.nextBoolean() ? "," : " ,\n ", "[", "]");
            for (int j = random.nextInt(3_000); j >= 0; j--) {
                float any = Float.intBitsToFloat(random.nextInt());
                numbers.add(
                        random.nextInt(5) == 0 && Float.isFinite(any)
                                ? Float.toString(any)
                                : Double.toString(random.nextGaussian() / 30));
            }
            check(numbers.toString(), 1 + random.nextInt(9_000), 8_000, 8_192, 1_000_000);
        }
    }

    @Test
    void answers_in_another_encoding_are_left_to_the_parser() throws IOException {
        byte[] body = answer("[0.5,1.5]").getBytes("UTF-16BE");

        assertThat(fromBytes(new ByteArrayInputStream(body))).isEqualTo("m [[0.5, 1.5], [0.5, 1.5]]");
    }

    @Test
    void nothing_behind_the_answer_is_waited_for() throws IOException {
        byte[] body = answer("[0.5,1.5]").getBytes(UTF_8);
        InputStream open = new FilterInputStream(new ByteArrayInputStream(body)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                assertThat(count).as("read behind the answer").isPositive();
                return count;
            }
        };

        assertThat(fromBytes(open)).isEqualTo("m [[0.5, 1.5], [0.5, 1.5]]");
    }
}
