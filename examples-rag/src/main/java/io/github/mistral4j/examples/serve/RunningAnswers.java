package io.github.mistral4j.examples.serve;

import io.github.mistral4j.examples.answer.AnswerCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Answers on their way, by an id that nobody can guess, until their last line is written. */
final class RunningAnswers {

    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<String, AnswerCall> calls = new HashMap<>();

    synchronized String add(AnswerCall call) {
        String id = UUID.randomUUID().toString();
        calls.put(id, call);
        return id;
    }

    synchronized void remove(String id) {
        calls.remove(id);
        notifyAll();
    }

    /** Does nothing when the answer has ended. */
    void stop(String id) {
        AnswerCall call;
        synchronized (this) {
            call = calls.get(id);
        }
        if (call != null) {
            call.cancel();
        }
    }

    /** Gives each answer a moment to tell its page that it was stopped. */
    void stopAll() {
        List<AnswerCall> all;
        synchronized (this) {
            all = List.copyOf(calls.values());
        }
        all.forEach(AnswerCall::cancel);
        try {
            awaitLastWords(System.nanoTime() + LAST_WORDS_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitLastWords(long until) throws InterruptedException {
        long left = until - System.nanoTime();
        while (!calls.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
    }
}
