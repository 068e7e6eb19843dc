package dev.handrail.remote.ssh.channel;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A random line that separates what login files print from what our script prints.
public final class StartMarker {
    /// Characters of the text before the line that are kept.
    private static final int MOST_NOISE = 4096;

    private final byte[] line;
    private final StringBuilder noise = new StringBuilder();
    private int matched;
    private boolean found;

    public StartMarker(String word) {
        line = ("\n" + word + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// A random word of 32 hexadecimal digits, which no other program prints.
    public static String randomWord() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    public boolean wasFound() {
        return found;
    }

    /// The text before the line, cut to a few kilobytes.
    public String textBefore() {
        return noise.toString();
    }

    /// Looks for the line in the next bytes. Returns the index after it, or `length` if it did not
    /// end there.
    public int indexAfter(byte[] bytes, int length) {
        if (found) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            matched = b == line[matched] ? matched + 1 : b == '\n' ? 1 : 0;
            if (matched == line.length) {
                found = true;
                noise.setLength(Math.max(0, noise.length() - line.length + 1));
                return i + 1;
            }
            if (noise.length() < MOST_NOISE) {
                noise.append((char) (b & 0xff));
            }
        }
        return length;
    }
}
