package io.github.mistral4j.examples.standin;

/** What the system message asks an answer to be. The program writes it there in English, whatever the language of the question. */
enum Form {
    SENTENCES,
    LIST,
    STEPS,
    CODE;

    static Form of(String instructions) {
        if (instructions.contains("fenced block")) {
            return CODE;
        }
        if (instructions.contains("list of points")) {
            return LIST;
        }
        return instructions.contains("show the steps") ? STEPS : SENTENCES;
    }
}
