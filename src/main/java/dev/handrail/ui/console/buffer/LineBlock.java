package dev.handrail.ui.console.buffer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Encodes 512 lines, the unit in which lines are written to disk and read back.
///
/// Each line is its text and some numbers of variable length: seven bits in each byte, the lowest
/// first, with the eighth bit clear in the last byte. Times and steps are stored as differences
/// from the line before.
final class LineBlock {
    static final int LINES = 512;

    private static final int LONGEST_NUMBER = 10;

    private LineBlock() {}

    /// Allocates for the longest possible numbers, and returns only the bytes that it used.
    static byte[] encodeLines(List<ConsoleLine> lines) {
        byte[][] texts = new byte[lines.size()][];
        int most = 0;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = lines.get(i).encodedText();
            most += texts[i].length + (5 + lines.get(i).runs().length) * LONGEST_NUMBER;
        }
        ByteBuffer out = ByteBuffer.allocate(most);
        long at = 0;
        long step = 0;
        for (int i = 0; i < texts.length; i++) {
            ConsoleLine line = lines.get(i);
            writeNumber(out, texts[i].length);
            out.put(texts[i]);
            writeNumber(out, line.runs().length);
            for (long run : line.runs()) {
                writeNumber(out, run);
            }
            writeNumber(out, line.at() - at);
            writeNumber(out, line.step() - step);
            writeNumber(out, (line.heading() ? 1 : 0) | (line.joined() ? 2 : 0));
            at = line.at();
            step = line.step();
        }
        byte[] block = new byte[out.position()];
        out.flip().get(block);
        return block;
    }

    private static void writeNumber(ByteBuffer out, long number) {
        long rest = number;
        while (rest >>> 7 != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /// Reads what [#encodeLines] wrote; the list cannot be changed.
    static List<ConsoleLine> decodeLines(byte[] bytes) {
        List<ConsoleLine> lines = new ArrayList<>(LINES);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long at = 0;
        long step = 0;
        while (in.hasRemaining()) {
            int length = (int) readNumber(in);
            String text = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
            in.position(in.position() + length);
            int count = (int) readNumber(in);
            long[] runs = count == 0 ? ConsoleLine.PLAIN : new long[count];
            for (int i = 0; i < count; i++) {
                runs[i] = readNumber(in);
            }
            at += readNumber(in);
            step += readNumber(in);
            long flags = readNumber(in);
            lines.add(new ConsoleLine(text, runs, at, step, (flags & 1) != 0, (flags & 2) != 0));
        }
        return List.copyOf(lines);
    }

    private static long readNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            number |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return number;
            }
        }
    }
}
