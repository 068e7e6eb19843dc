package dev.handrail.run.evidence;

import dev.handrail.text.EscapeParser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts a stream of bytes into lines, without colours; a very long line is judged by its beginning.
/// A carriage return ends a line too: it is how progress is shown.
public final class LineSplitter {
    private static final int LONGEST = 8192;

    private final Consumer<String> sink;
    private byte[] line = new byte[256];
    private int length;

    public LineSplitter(Consumer<String> sink) {
        this.sink = sink;
    }

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

    /// Takes what is left as a line of its own.
    void finishLine() {
        if (length > 0) {
            String text = openLine();
            length = 0;
            sink.accept(text);
        }
    }

    /// The line that has not ended yet.
    public String openLine() {
        return EscapeParser.removeEscapes(new String(line, 0, length, StandardCharsets.UTF_8));
    }
}
