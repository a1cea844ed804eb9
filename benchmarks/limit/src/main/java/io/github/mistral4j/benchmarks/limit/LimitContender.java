package io.github.mistral4j.benchmarks.limit;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.StreamSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The least that a client on OkHttp and Jackson can do: bodies prepared once, and only the text taken out of answers. A stream is handed
 * over to another thread once, since its caller does not wait for it.
 */
public class LimitContender implements Contender {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int IN_FLIGHT = 8;

    private final OkHttpClient http;
    private final Request question;
    private final Request history;
    private final Request streamed;
    private final String baseUrl;
    private final Map<Integer, Request> embeddings = new ConcurrentHashMap<>();

    public LimitContender(String baseUrl) {
        this.baseUrl = baseUrl;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(10_000);
        dispatcher.setMaxRequestsPerHost(10_000);
        http = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(2_000, 1, TimeUnit.MINUTES))
                .build();
        question = post("/chat/completions", Bodies.chat(List.of(Samples.QUESTION), false));
        streamed = post("/chat/completions", Bodies.chat(List.of(Samples.QUESTION), true));
        history = post("/chat/completions", Bodies.chat(Samples.history(), false));
    }

    @Override
    public String ask(String text) {
        return chat(question);
    }

    @Override
    public String converse(List<String> messages) {
        return chat(history);
    }

    private String chat(Request request) {
        try (Response response = http.newCall(request).execute()) {
            return Parsing.content(response.body().source().inputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stream(String text, StreamSink sink) {
        http.newCall(streamed).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    Parsing.stream(response.body().source(), sink);
                } catch (IOException e) {
                    sink.failed(e);
                }
            }

            @Override
            public void onFailure(Call call, IOException e) {
                sink.failed(e);
            }
        });
    }

    void streamHere(StreamSink sink) {
        try (Response response = http.newCall(streamed).execute()) {
            Parsing.stream(response.body().source(), sink);
        } catch (IOException e) {
            sink.failed(e);
        }
    }

    @Override
    public List<float[]> embed(List<String> inputs) {
        Request request =
                embeddings.computeIfAbsent(inputs.size(), count -> post("/embeddings", Bodies.embeddings(inputs)));
        try (Response response = http.newCall(request).execute()) {
            return Parsing.vectors(response.body().source().inputStream(), inputs.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<float[]> embedAll(List<String> segments) {
        ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
        try {
            List<Future<List<float[]>>> batches = new ArrayList<>();
            for (int from = 0; from < segments.size(); from += Samples.BATCH) {
                List<String> batch = segments.subList(from, Math.min(from + Samples.BATCH, segments.size()));
                batches.add(threads.submit(() -> embed(batch)));
            }
            List<float[]> vectors = new ArrayList<>();
            for (Future<List<float[]>> batch : batches) {
                vectors.addAll(batch.get());
            }
            return vectors;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private Request post(String path, byte[] body) {
        return new Request.Builder()
                .url(baseUrl + path)
                .header("Authorization", "Bearer " + Samples.KEY)
                .post(RequestBody.create(body, JSON))
                .build();
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
