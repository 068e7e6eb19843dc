package dev.handrail.run.evidence;

import dev.handrail.text.EscapeParser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Splits a stream of bytes into lines without colours. Keeps the first 8192 bytes of a very long
/// line. A carriage return ends a line too, because progress displays use it.
public final class LineSplitter {
    private static final int LONGEST = 8192;

    private final Consumer<String> sink;
    private byte[] line = new byte[256];
    private int length;

    public LineSplitter(Consumer<String> sink) {
        this.sink = sink;
    }

    /// Passes each line that ends within these bytes to the sink. Empty lines are dropped.
    public void feedBytes(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' || b == '\r') {
                finishLine();
            } else if (length < LONGEST) {
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = b;
            }
        }
    }

    /// Passes on the rest as a line of its own.
    void finishLine() {
        if (length > 0) {
            String text = openLine();
            length = 0;
            sink.accept(text);
        }
    }

    /// Returns the line that has not ended yet, or an empty text.
    public String openLine() {
        return EscapeParser.removeEscapes(new String(line, 0, length, StandardCharsets.UTF_8));
    }
}
