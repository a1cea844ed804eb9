package io.github.mistral4j.examples.routing;

/** Says which task a question is. */
public interface TaskClassifier {

    Classification classify(String question);
}
