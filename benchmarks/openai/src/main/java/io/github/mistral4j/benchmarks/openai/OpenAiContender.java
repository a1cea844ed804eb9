package io.github.mistral4j.benchmarks.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.StreamSink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenAI's own client pointed at Mistral's chat and embedding paths, with its defaults. */
public final class OpenAiContender implements Contender {

    private final OpenAIClient client;
    private volatile @Nullable ChatCompletionCreateParams history;

    public OpenAiContender(String baseUrl) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(Samples.KEY)
                .build();
    }

    @Override
    public String ask(String question) {
        return text(client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(Samples.CHAT_MODEL)
                        .addUserMessage(question)
                        .build()));
    }

    @Override
    public String converse(List<String> messages) {
        ChatCompletionCreateParams known = history;
        if (known == null) {
            known = params(messages);
            history = known;
        }
        return text(client.chat().completions().create(known));
    }

    private static ChatCompletionCreateParams params(List<String> messages) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(Samples.CHAT_MODEL);
        for (int i = 0; i < messages.size(); i++) {
            String text = messages.get(i);
            switch (Samples.role(i)) {
                case "system" -> params.addSystemMessage(text);
                case "user" -> params.addUserMessage(text);
                default -> params.addAssistantMessage(text);
            }
        }
        return params.build();
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().get(0).message().content().orElseThrow();
    }

    @Override
    public void stream(String question, StreamSink sink) {
        client.async()
                .chat()
                .completions()
                .createStreaming(ChatCompletionCreateParams.builder()
                        .model(Samples.CHAT_MODEL)
                        .addUserMessage(question)
                        .build())
                .subscribe(new AsyncStreamResponse.Handler<ChatCompletionChunk>() {
                    @Override
                    public void onNext(ChatCompletionChunk chunk) {
                        chunk.choices().get(0).delta().content().ifPresent(sink::token);
                    }

                    @Override
                    public void onComplete(Optional<Throwable> error) {
                        error.ifPresentOrElse(sink::failed, sink::done);
                    }
                });
    }

    @Override
    public List<float[]> embed(List<String> inputs) {
        CreateEmbeddingResponse response = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(Samples.EMBEDDING_MODEL)
                        .inputOfArrayOfStrings(inputs)
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());
        return response.data().stream().map(data -> array(data.embedding())).toList();
    }

    private static float[] array(List<Float> numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i);
        }
        return vector;
    }

    @Override
    public void close() {
        client.close();
    }
}
