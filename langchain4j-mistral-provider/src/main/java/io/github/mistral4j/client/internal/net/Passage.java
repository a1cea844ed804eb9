package io.github.mistral4j.client.internal.net;

/** One request on its way through OkHttp; it travels with it as a tag. */
public interface Passage {

    /**
     * A connection stands and nothing has been written.
     *
     * @return whether the request may leave
     */
    boolean leave();

    /** OkHttp is shown another status than this one, which the server answered with. */
    void answeredWith(int status);
}
