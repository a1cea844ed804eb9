package io.github.mistral4j.internal;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model's client.
 *
 * @param owned whether it ends with the model
 */
public record ClientHandle(MistralClient client, boolean owned) {

    private static final Logger LOG = LoggerFactory.getLogger(MistralClient.class);

    /** The same, reached in another way. */
    public ClientHandle over(UnaryOperator<MistralClient> way) {
        return new ClientHandle(way.apply(client), owned);
    }

    /** Deletes a file that was uploaded for one call, whatever has become of that; a line in the log says that it could not. */
    public void deleteUpload(String fileId) {
        // A thread that is interrupted could not ask for it.
        boolean interrupted = Thread.interrupted();
        try {
            client.deleteFile(fileId);
        } catch (MistralException e) {
            LOG.warn(
                    "the file {} that was uploaded could not be deleted: {}",
                    fileId,
                    e.getClass().getSimpleName());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public void close() {
        if (owned) {
            client.close();
        }
    }
}
