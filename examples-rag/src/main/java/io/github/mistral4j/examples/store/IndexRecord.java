package io.github.mistral4j.examples.store;

import io.github.mistral4j.examples.documents.Passage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What can stand in the file of a {@link FileIndex}. */
sealed interface IndexRecord {

    String file();

    /** @param file the embedding model and what else makes two indexes different */
    record Header(String file) implements IndexRecord {}

    record Begin(String file, String hash) implements IndexRecord {}

    record Passages(String file, List<Passage> passages, List<float[]> vectors) implements IndexRecord {}

    record Complete(String file) implements IndexRecord {}

    record Remove(String file) implements IndexRecord {}

    static void write(IndexRecord record, DataOutputStream out) throws IOException {
        if (record instanceof Header) {
            out.writeByte('H');
        } else if (record instanceof Begin) {
            out.writeByte('B');
        } else if (record instanceof Passages) {
            out.writeByte('P');
        } else if (record instanceof Complete) {
            out.writeByte('C');
        } else {
            out.writeByte('R');
        }
        writeText(out, record.file());
        if (record instanceof Begin begin) {
            writeText(out, begin.hash());
        } else if (record instanceof Passages passages) {
            writePassages(out, passages);
        }
    }

    static IndexRecord read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        String file = readText(in);
        return switch (kind) {
            case 'H' -> new Header(file);
            case 'B' -> new Begin(file, readText(in));
            case 'P' -> readPassages(in, file);
            case 'C' -> new Complete(file);
            case 'R' -> new Remove(file);
            default -> throw new IOException("unknown record " + kind);
        };
    }

    private static void writePassages(DataOutputStream out, Passages record) throws IOException {
        out.writeInt(record.passages().size());
        for (int i = 0; i < record.passages().size(); i++) {
            Passage passage = record.passages().get(i);
            out.writeInt(passage.firstLine());
            out.writeInt(passage.lastLine());
            out.writeBoolean(passage.paged());
            writeText(out, passage.heading());
            writeText(out, passage.about());
            writeText(out, passage.text());
            float[] vector = record.vectors().get(i);
            out.writeInt(vector.length);
            for (float number : vector) {
                out.writeFloat(number);
            }
        }
    }

    private static Passages readPassages(DataInputStream in, String file) throws IOException {
        int count = in.readInt();
        List<Passage> passages = new ArrayList<>(count);
        List<float[]> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            passages.add(new Passage(
                    file, in.readInt(), in.readInt(), in.readBoolean(), readText(in), readText(in), readText(in)));
            float[] vector = new float[in.readInt()];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = in.readFloat();
            }
            vectors.add(vector);
        }
        return new Passages(file, passages, vectors);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
