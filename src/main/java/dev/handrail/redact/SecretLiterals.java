package dev.handrail.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The given secrets, in all forms in which a program may print them.
final class SecretLiterals {
    /// More bytes must come before a match can be ruled out.
    static final int UNDECIDED = -1;

    /// Bytes. Hiding shorter secrets would hide ordinary text.
    private static final int SHORTEST = 4;

    private static final SecretLiterals NONE = new SecretLiterals(List.of());

    /// A rule of [SecretKeyMatcher] may apply here.
    private static final byte RULE = 1;

    /// The beginning of a token may end here.
    private static final byte TOKEN = 2;

    private final byte[][] words;

    /// True for bytes at which a secret may start. Few do, which keeps scanning fast.
    private final boolean[] matters = new boolean[256];

    /// What may start at a byte, by the byte before it and the byte itself.
    private final byte[] rules = new byte[1 << 16];

    /// The first two bytes of all words, and the first of each.
    private final boolean[] pairs = new boolean[1 << 16];

    private final boolean[] firsts = new boolean[256];

    private SecretLiterals(List<byte[]> words) {
        this.words = words.toArray(byte[][]::new);
        for (byte[] word : words) {
            pairs[pairIndex(word[0], word[1])] = true;
            firsts[word[0] & 0xff] = true;
            matters[word[0] & 0xff] = true;
        }
        for (int before = 0; before < 256; before++) {
            addRule((byte) before, (byte) ':', RULE);
            addRule((byte) before, (byte) '=', RULE);
        }
        for (char letter : SecretKeyMatcher.LAST_BEFORE_BLANK.toCharArray()) {
            addRule((byte) letter, (byte) ' ', RULE);
            addRule((byte) letter, (byte) '\n', RULE);
        }
        for (String ends : SecretTokenMatcher.ENDS) {
            addRule((byte) ends.charAt(0), (byte) ends.charAt(1), TOKEN);
        }
    }

    /// Registers a pair of bytes at which the scan must stop and look.
    private void addRule(byte before, byte sign, byte kind) {
        matters[sign & 0xff] = true;
        rules[pairIndex(before, sign)] = kind;
    }

    private static int pairIndex(byte first, byte second) {
        return (first & 0xff) << 8 | second & 0xff;
    }

    /// Ignores secrets of fewer than four bytes.
    static SecretLiterals of(Collection<String> secrets) {
        if (secrets.isEmpty()) {
            return NONE;
        }
        Set<String> forms = new LinkedHashSet<>();
        secrets.forEach(secret -> addForms(secret, forms));
        return new SecretLiterals(
                forms.stream()
                        .map(form -> form.getBytes(StandardCharsets.UTF_8))
                        .filter(form -> form.length >= SHORTEST)
                        .toList());
    }

    /// Adds the secret as shells, URLs, JSON, XML and base64 write it.
    private static void addForms(String secret, Set<String> forms) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST) {
            return;
        }
        forms.add(secret);
        addBase64(secret, forms);
        addUrlForms(secret, forms);
        addBackslashed(secret, forms);
        forms.add(secret.replace("'", "'\\''"));
        forms.add(secret.replace("'", "'\"'\"'"));
        forms.add(
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
    }

    private static void addUrlForms(String secret, Set<String> forms) {
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String form : List.of(url, url.replace("+", "%20"))) {
            forms.add(form);
            forms.add(form.toLowerCase(Locale.ROOT));
        }
    }

    private static void addBackslashed(String secret, Set<String> forms) {
        String backslashed = secret.replace("\\", "\\\\");
        String lines = backslashed.replace("\n", "\\n").replace("\t", "\\t");
        forms.add(lines.replace("\"", "\\\""));
        forms.add(lines.replace("'", "\\'"));
        forms.add(secret.replaceAll("([^A-Za-z0-9_./:@%+=,-])", "\\\\$1"));
    }

    /// The form alone, and as the beginning of a longer text, on which its last character may
    /// depend.
    private static void addBase64(String text, Set<String> forms) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String alone = encoder.withoutPadding().encodeToString(bytes);
            forms.add(alone);
            forms.add(bytes.length % 3 == 0 ? alone : alone.substring(0, alone.length() - 1));
        }
    }

    /// Whether a word may begin here.
    boolean mayBegin(byte[] raw, int at, int end) {
        return firsts[raw[at] & 0xff] && (at + 1 == end || pairs[pairIndex(raw[at], raw[at + 1])]);
    }

    /// The next place from `at` where a word may begin or a rule may apply, or `end`.
    int nextCandidate(byte[] raw, int at, int end) {
        for (int i = at; i < end; i++) {
            if (matters[raw[i] & 0xff] && isCandidate(raw, i, end)) {
                return i;
            }
        }
        return end;
    }

    private boolean isCandidate(byte[] raw, int at, int end) {
        byte rule = rules[pairIndex(at > 0 ? raw[at - 1] : 0, raw[at])];
        return rule == RULE
                || rule == TOKEN && SecretTokenMatcher.mayFollow(raw, at)
                || firsts[raw[at] & 0xff] && mayBegin(raw, at, end);
    }

    /// The length of the longest word that begins here, or 0, or UNDECIDED while a word may begin
    /// here that has not come completely.
    int longestMatch(byte[] raw, int at, int end, boolean last) {
        int longest = 0;
        for (byte[] word : words) {
            int same = matchesAt(word, raw, at, end);
            if (same == word.length) {
                longest = Math.max(longest, same);
            } else if (same == end - at && !last) {
                return UNDECIDED;
            }
        }
        return longest;
    }

    private static int matchesAt(byte[] word, byte[] raw, int at, int end) {
        int limit = Math.min(word.length, end - at);
        int i = 0;
        while (i < limit && word[i] == raw[at + i]) {
            i++;
        }
        return i;
    }
}
