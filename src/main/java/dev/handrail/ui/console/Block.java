package dev.handrail.ui.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A fixed number of lines, the unit in which they go to disk and come back.
final class Block {
    static final int LINES = 512;

    private Block() {}

    static byte[] encode(List<Line> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LINES * 128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Line line : lines) {
                byte[] text = line.encodedText();
                out.writeInt(text.length);
                out.write(text);
                out.writeInt(line.runs().length);
                for (long run : line.runs()) {
                    out.writeLong(run);
                }
                out.writeLong(line.at());
                out.writeLong(line.step());
                out.writeByte((line.heading() ? 1 : 0) | (line.joined() ? 2 : 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Line> decode(byte[] bytes) {
        List<Line> lines = new ArrayList<>(LINES);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                long[] runs = new long[in.readInt()];
                for (int i = 0; i < runs.length; i++) {
                    runs[i] = in.readLong();
                }
                long at = in.readLong();
                long step = in.readLong();
                int flags = in.readByte();
                lines.add(new Line(text, runs, at, step, (flags & 1) != 0, (flags & 2) != 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(lines);
    }
}
