package io.github.mistral4j.examples.serve;

import io.github.mistral4j.examples.answer.AnswerCall;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Answers on their way, by an id that nobody can guess. */
final class RunningAnswers {

    private final Map<String, AnswerCall> calls = new ConcurrentHashMap<>();

    String add(AnswerCall call) {
        String id = UUID.randomUUID().toString();
        calls.put(id, call);
        call.result().whenComplete((answer, failure) -> calls.remove(id));
        return id;
    }

    /** Does nothing when the answer has ended. */
    void stop(String id) {
        AnswerCall call = calls.get(id);
        if (call != null) {
            call.cancel();
        }
    }

    void stopAll() {
        calls.values().forEach(AnswerCall::cancel);
    }

    int count() {
        return calls.size();
    }
}
