package io.github.mistral4j.client.internal.net;

/** How much memory an answer takes while it is read, guessed from its bytes and from how many of them begin something. */
public enum AnswerWeight {
    /** Objects and texts: a text is held twice at times, a small object takes far more than its bytes. */
    VALUES {
        @Override
        long of(long bytes, long beginnings) {
            return 2 * bytes + 60 * beginnings;
        }
    },
    /** Arrays of numbers, which take less than their digits; what is too long for a number is text. */
    NUMBERS {
        @Override
        long of(long bytes, long beginnings) {
            return 6 * beginnings + Math.max(0, bytes - 24 * beginnings);
        }
    };

    abstract long of(long bytes, long beginnings);
}
