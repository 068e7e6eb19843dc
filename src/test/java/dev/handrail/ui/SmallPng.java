package dev.handrail.ui;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/// Writes a picture of a window with 256 of its colours: what is left out is the smoothed edge of a
/// letter, and nobody sees a difference.
final class SmallPng {
    private static final int MOST = 256;
    private static final int EXACT = 128;

    private SmallPng() {}

    static void write(int[] pixels, int width, int height, Path file) throws IOException {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel | 0xff000000, 1, Integer::sum);
        }
        // One colour for all that look alike, so that a small icon keeps its own.
        Map<Integer, Map.Entry<Integer, Integer>> alike = new HashMap<>();
        for (Map.Entry<Integer, Integer> colour : counts.entrySet()) {
            alike.merge(
                    colour.getKey() & 0xf0f0f0,
                    colour,
                    (one, other) -> one.getValue() >= other.getValue() ? one : other);
        }
        List<Integer> kept =
                Stream.concat(
                                frequent(counts.entrySet().stream()).limit(EXACT),
                                frequent(alike.values().stream()))
                        .distinct()
                        .limit(MOST)
                        .toList();
        int[] colours = kept.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel palette = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
        BufferedImage image =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i] | 0xff000000, of -> nearest(of, colours));
            image.getRaster().setSample(i % width, i / width, 0, index);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static Stream<Integer> frequent(Stream<Map.Entry<Integer, Integer>> colours) {
        return colours.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    private static int nearest(int colour, int[] colours) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            long distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                long difference = (colour >> shift & 0xff) - (colours[i] >> shift & 0xff);
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
