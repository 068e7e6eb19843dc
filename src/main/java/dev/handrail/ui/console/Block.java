package dev.handrail.ui.console;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A fixed number of lines, the unit in which they go to disk and come back.
///
/// Each line is its text and numbers of as few bytes as they need (seven bits in each, the lowest
/// first; the last one has its eighth bit clear), times and steps as differences from the line
/// before.
final class Block {
    static final int LINES = 512;

    private static final int LONGEST_NUMBER = 10;

    private Block() {}

    static byte[] encode(List<Line> lines) {
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
            Line line = lines.get(i);
            put(out, texts[i].length);
            out.put(texts[i]);
            put(out, line.runs().length);
            for (long run : line.runs()) {
                put(out, run);
            }
            put(out, line.at() - at);
            put(out, line.step() - step);
            put(out, (line.heading() ? 1 : 0) | (line.joined() ? 2 : 0));
            at = line.at();
            step = line.step();
        }
        byte[] block = new byte[out.position()];
        out.flip().get(block);
        return block;
    }

    private static void put(ByteBuffer out, long number) {
        long rest = number;
        while (rest >>> 7 != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    static List<Line> decode(byte[] bytes) {
        List<Line> lines = new ArrayList<>(LINES);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long at = 0;
        long step = 0;
        while (in.hasRemaining()) {
            int length = (int) number(in);
            String text = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
            in.position(in.position() + length);
            int count = (int) number(in);
            long[] runs = count == 0 ? Line.PLAIN : new long[count];
            for (int i = 0; i < count; i++) {
                runs[i] = number(in);
            }
            at += number(in);
            step += number(in);
            long flags = number(in);
            lines.add(new Line(text, runs, at, step, (flags & 1) != 0, (flags & 2) != 0));
        }
        return List.copyOf(lines);
    }

    private static long number(ByteBuffer in) {
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
