package dev.handrail.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Texts that a server, or somebody on it, may have made up to be more than text.
public final class Hostile {
    private static final String SIGNS =
            "'\"\\`${}();&|<>*?[]~#!%^+=.,:/- \n\r\t\u0001\u001b\u007f\u0085\u00a0\u202e\u2028"
                    + "\ufeff\ufffd\u0301äöü漢😀@n0e";

    private static final List<String> PARTS =
            List.of(
                    "$(touch canary)",
                    "`touch canary`",
                    "'; touch canary; '",
                    "\"; touch canary; \"",
                    "\ntouch canary\n",
                    "$IFS",
                    "${HOME}",
                    "--help",
                    "-rf",
                    "-e",
                    "../",
                    "/*",
                    "%s%n",
                    "\\n\\x41\\0101",
                    "a,x,e",
                    "&\\1",
                    "' or 1=1 --",
                    "$$body$$",
                    "host=127.0.0.1 port=1",
                    "postgres://127.0.0.1:1/x",
                    "a=b",
                    "@fact\tversion\t9.9\tx",
                    "@EOF@",
                    "{a,b}");

    private Hostile() {}

    /// Always the same for the same seed. No NUL and no half of a surrogate pair: those are
    /// refused.
    public static List<String> texts(long seed, int count) {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>(PARTS);
        all.add("");
        all.add("\n\n");
        all.add(SIGNS);
        while (all.size() < count) {
            all.add(text(random));
        }
        return all;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(PARTS.get(random.nextInt(PARTS.size())));
                case 1 -> text.appendCodePoint(character(random));
                default -> text.appendCodePoint(sign(random));
            }
        }
        return text.toString();
    }

    private static int sign(Random random) {
        int at =
                SIGNS.offsetByCodePoints(
                        0, random.nextInt(SIGNS.codePointCount(0, SIGNS.length())));
        return SIGNS.codePointAt(at);
    }

    private static int character(Random random) {
        int any = 1 + random.nextInt(Character.MAX_CODE_POINT);
        return any <= Character.MAX_VALUE && Character.isSurrogate((char) any) ? '?' : any;
    }
}
