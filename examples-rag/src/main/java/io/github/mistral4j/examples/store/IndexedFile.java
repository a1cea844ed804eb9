package io.github.mistral4j.examples.store;

/**
 * A document as the index knows it.
 *
 * @param hash of its content when it was read, and after a semicolon what of it could not be read
 * @param passages how many of its passages are stored
 * @param complete whether these are all
 */
public record IndexedFile(String name, String hash, int passages, boolean complete) {

    IndexedFile plus(int more) {
        return new IndexedFile(name, hash, passages + more, complete);
    }

    IndexedFile completed() {
        return new IndexedFile(name, hash, passages, true);
    }
}
