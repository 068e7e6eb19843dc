package dev.handrail.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Secrets that are known word by word, in all forms in which they may be printed.
final class MaskedLiterals {
    static final int UNDECIDED = -1;
    private static final int SHORTEST = 4;

    private static final byte WORD = 1;
    private static final byte SIGN = 2;
    private static final byte BLANK = 4;
    private static final byte TOKEN = 8;

    private final byte[][] words;

    /// What may be the matter at a byte: almost always nothing, which is what makes the walk fast.
    private final byte[] matters = new byte[256];

    /// The first two bytes of all words.
    private final boolean[] pairs = new boolean[1 << 16];

    private final boolean[] beforeBlank = new boolean[256];

    private MaskedLiterals(List<byte[]> words) {
        this.words = words.toArray(byte[][]::new);
        for (byte[] word : words) {
            matters[word[0] & 0xff] |= WORD;
            pairs[pair(word[0], word[1])] = true;
        }
        mark(matters, ":=", SIGN);
        mark(matters, " \n", BLANK);
        mark(matters, SecretTokens.SIGNS, TOKEN);
        for (char letter : SecretKeys.LAST_BEFORE_BLANK.toCharArray()) {
            beforeBlank[letter] = true;
        }
    }

    private static void mark(byte[] table, String signs, byte kind) {
        for (char sign : signs.toCharArray()) {
            table[sign] |= kind;
        }
    }

    private static int pair(byte first, byte second) {
        return (first & 0xff) << 8 | second & 0xff;
    }

    static MaskedLiterals of(Collection<String> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        secrets.forEach(secret -> addForms(secret, forms));
        return new MaskedLiterals(
                forms.stream()
                        .map(form -> form.getBytes(StandardCharsets.UTF_8))
                        .filter(form -> form.length >= SHORTEST)
                        .toList());
    }

    private static void addForms(String secret, Set<String> forms) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST) {
            return;
        }
        forms.add(secret);
        addBase64(secret, forms);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String form : List.of(url, url.replace("+", "%20"))) {
            forms.add(form);
            forms.add(form.toLowerCase(Locale.ROOT));
        }
        forms.add(secret.replace("'", "'\\''"));
        forms.add(secret.replace("'", "'\"'\"'"));
        String backslashed = secret.replace("\\", "\\\\");
        String lines = backslashed.replace("\n", "\\n").replace("\t", "\\t");
        forms.add(lines.replace("\"", "\\\""));
        forms.add(lines.replace("'", "\\'"));
        forms.add(secret.replaceAll("([^A-Za-z0-9_./:@%+=,-])", "\\\\$1"));
        forms.add(
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
    }

    /// Alone, and as the beginning of something longer, on which the last sign may hang then.
    private static void addBase64(String text, Set<String> forms) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String alone = encoder.withoutPadding().encodeToString(bytes);
            forms.add(alone);
            forms.add(bytes.length % 3 == 0 ? alone : alone.substring(0, alone.length() - 1));
        }
    }

    /// Whether a word may begin here.
    boolean begins(byte[] raw, int at, int end) {
        return (matters[raw[at] & 0xff] & WORD) != 0
                && (at + 1 == end || pairs[pair(raw[at], raw[at + 1])]);
    }

    /// The next place from `at` where a word may begin or a rule may apply, or `end`.
    int nextOfInterest(byte[] raw, int at, int end) {
        for (int i = at; i < end; i++) {
            byte kind = matters[raw[i] & 0xff];
            if (kind != 0
                    && ((kind & SIGN) != 0
                            || (kind & BLANK) != 0 && i > 0 && beforeBlank[raw[i - 1] & 0xff]
                            || (kind & TOKEN) != 0 && SecretTokens.mayFollow(raw, i)
                            || (kind & WORD) != 0 && begins(raw, i, end))) {
                return i;
            }
        }
        return end;
    }

    /// The length of the longest word that stands here, or 0, or UNDECIDED while a word may stand
    /// here that is not all in.
    int longest(byte[] raw, int at, int end, boolean last) {
        int longest = 0;
        for (byte[] word : words) {
            int same = same(word, raw, at, end);
            if (same == word.length) {
                longest = Math.max(longest, same);
            } else if (same == end - at && !last) {
                return UNDECIDED;
            }
        }
        return longest;
    }

    private static int same(byte[] word, byte[] raw, int at, int end) {
        int limit = Math.min(word.length, end - at);
        int i = 0;
        while (i < limit && word[i] == raw[at + i]) {
            i++;
        }
        return i;
    }
}
