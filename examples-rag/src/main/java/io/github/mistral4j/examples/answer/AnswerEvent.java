package io.github.mistral4j.examples.answer;

import io.github.mistral4j.examples.routing.RoutingDecision;
import java.util.List;

/** What happens on the way to an answer, in this order. */
public sealed interface AnswerEvent {

    /** A follow-up question as it is searched for. */
    record Rewritten(String question) implements AnswerEvent {}

    record Decided(RoutingDecision decision) implements AnswerEvent {}

    record Retrieved(List<Source> sources) implements AnswerEvent {}

    /**
     * A model could not answer and another is asked.
     *
     * @param weaker whether the other one is a weaker model
     */
    record FellBack(String from, String to, String why, boolean weaker) implements AnswerEvent {}

    /** The model thinks; what, is not shown. */
    record Thinking() implements AnswerEvent {}

    /** The next piece of the answer. */
    record Text(String text) implements AnswerEvent {}
}
