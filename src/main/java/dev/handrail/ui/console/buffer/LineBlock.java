package dev.handrail.ui.console.buffer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Encodes 512 lines, the unit in which lines are written to disk and read back.
///
/// Each line is its text and some numbers of variable length: seven bits in each byte, the lowest
/// first, with the eighth bit clear in the last byte. Times and steps are stored as differences
/// from the line before.
final class LineBlock {
    static final int LINES = 512;

    private static final int LONGEST_NUMBER = 10;
    private static final int HEADING = 1;
    private static final int JOINED = 2;

    /// Times and steps of the first line are differences from this one.
    private static final ConsoleLine START = ConsoleLine.headingLine("", 0, 0);

    private LineBlock() {}

    /// Allocates for the longest possible numbers, and returns only the bytes that it used.
    static byte[] encodeLines(List<ConsoleLine> lines) {
        List<byte[]> texts = lines.stream().map(ConsoleLine::encodedText).toList();
        int numbers = lines.stream().mapToInt(line -> 5 + line.runs().length).sum();
        int textBytes = texts.stream().mapToInt(text -> text.length).sum();
        ByteBuffer out = ByteBuffer.allocate(textBytes + numbers * LONGEST_NUMBER);
        ConsoleLine before = START;
        for (int i = 0; i < lines.size(); i++) {
            writeLine(out, lines.get(i), texts.get(i), before);
            before = lines.get(i);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void writeLine(
            ByteBuffer out, ConsoleLine line, byte[] text, ConsoleLine before) {
        writeNumber(out, text.length);
        out.put(text);
        writeNumber(out, line.runs().length);
        for (long run : line.runs()) {
            writeNumber(out, run);
        }
        writeNumber(out, line.at() - before.at());
        writeNumber(out, line.step() - before.step());
        writeNumber(out, (line.heading() ? HEADING : 0) | (line.joined() ? JOINED : 0));
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
        ConsoleLine before = START;
        while (in.hasRemaining()) {
            before = readLine(in, before);
            lines.add(before);
        }
        return List.copyOf(lines);
    }

    private static ConsoleLine readLine(ByteBuffer in, ConsoleLine before) {
        String text = readText(in);
        long[] runs = readRuns(in);
        long at = before.at() + readNumber(in);
        long step = before.step() + readNumber(in);
        long flags = readNumber(in);
        return new ConsoleLine(text, runs, at, step, (flags & HEADING) != 0, (flags & JOINED) != 0);
    }

    private static String readText(ByteBuffer in) {
        int length = (int) readNumber(in);
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private static long[] readRuns(ByteBuffer in) {
        int count = (int) readNumber(in);
        long[] runs = count == 0 ? ConsoleLine.PLAIN : new long[count];
        for (int i = 0; i < count; i++) {
            runs[i] = readNumber(in);
        }
        return runs;
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
