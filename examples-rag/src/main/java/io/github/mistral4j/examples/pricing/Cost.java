package io.github.mistral4j.examples.pricing;

/**
 * Dollars.
 *
 * @param answer for the answer's tokens, at the price of the model that gave it
 * @param overhead for embedding the question and rewriting it
 * @param baseline what answer and overhead would have been with the baseline model for every answer
 */
public record Cost(double answer, double overhead, double baseline) {

    public double total() {
        return answer + overhead;
    }
}
