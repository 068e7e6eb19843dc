package dev.handrail.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version as a product writes it (2.5.1, v2.5-beta1, 9.1.2, 20.6.0, 2.2dev, 1:2.10.4-1). Its
/// order is by meaning, so `2.5` and `v2.5.0` compare as 0 though their texts, and so `equals`,
/// differ: use [#sameAs] to ask for the same release.
public record Version(String text) implements Comparable<Version> {
    private static final Pattern PART = Pattern.compile("[0-9]+|[a-z]+|~|\\+|-");

    private static final int LONGEST = 100;
    private static final Pattern SHAPE =
            Pattern.compile("(?:[0-9]+:)?[vV]?[0-9]+(?:[.][0-9]+)*+(?:[-.+~_]?[0-9A-Za-z]++)*+");

    /// Words that come before the release they name, in their order, and Debian's sign for that.
    private static final Map<String, Integer> BEFORE =
            Map.of(
                    "~", -6,
                    "dev", -5,
                    "a", -4,
                    "alpha", -4,
                    "b", -3,
                    "beta", -3,
                    "pre", -2,
                    "rc", -1);

    public Version {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A version cannot be empty.");
        }
    }

    /// Ignores spaces around the text; throws if nothing is left.
    public static Version of(String text) {
        return new Version(text.strip());
    }

    /// Whether the text looks like a version at all: digits first, apart from a leading `v` and a
    /// Debian epoch.
    public static boolean isVersion(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text.strip()).matches();
    }

    public boolean isPreRelease() {
        return comparisonKey().stream().anyMatch(part -> part.kind < 0);
    }

    public boolean sameAs(Version other) {
        return compareTo(other) == 0;
    }

    public boolean isBelow(Version other) {
        return compareTo(other) < 0;
    }

    public boolean isAtLeast(Version other) {
        return compareTo(other) >= 0;
    }

    public static Version max(Version a, Version b) {
        return a.isBelow(b) ? b : a;
    }

    @Override
    public int compareTo(Version other) {
        List<VersionPart> mine = comparisonKey();
        List<VersionPart> theirs = other.comparisonKey();
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            int order = partAt(mine, i).compareTo(partAt(theirs, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static VersionPart partAt(List<VersionPart> parts, int index) {
        return index < parts.size() ? parts.get(index) : VersionPart.END;
    }

    @Override
    public String toString() {
        return text;
    }

    /// The epoch, then the parts of the release.
    private List<VersionPart> comparisonKey() {
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        String release = lower.substring(colon + 1);
        List<VersionPart> parts = new ArrayList<>();
        parts.add(new VersionPart(2, parseNumber(lower.substring(0, Math.max(0, colon)))));
        addParts(release.startsWith("v") ? release.substring(1) : release, parts);
        removeTrailingZeros(parts);
        return parts;
    }

    /// A number after a sign is a revision, up to the next word.
    private static void addParts(String release, List<VersionPart> parts) {
        boolean revision = false;
        Matcher found = PART.matcher(release);
        while (found.find()) {
            String part = found.group();
            if (part.equals("-") || part.equals("+")) {
                revision = true;
            } else {
                parts.add(toPart(part, revision));
                revision &= !Character.isLetter(part.charAt(0));
            }
        }
    }

    private static VersionPart toPart(String part, boolean revision) {
        return Character.isDigit(part.charAt(0))
                ? new VersionPart(revision ? 1 : 2, parseNumber(part))
                : new VersionPart(BEFORE.getOrDefault(part, 1), BigInteger.ZERO);
    }

    /// 2.5 is 2.5.0, and 2.5-beta1 is 2.5.0-beta1: zeros at the end of the release number say
    /// nothing.
    private static void removeTrailingZeros(List<VersionPart> parts) {
        int end = 1;
        while (end < parts.size() && parts.get(end).kind == 2) {
            end++;
        }
        for (int i = end - 1; i > 1 && parts.get(i).isZero(); i--) {
            parts.remove(i);
        }
    }

    private static BigInteger parseNumber(String digits) {
        return digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? BigInteger.ZERO
                : new BigInteger(digits);
    }

    /// One comparable piece: below 0 a pre-release word, 0 the end, 1 a revision or another word, 2
    /// a number.
    private record VersionPart(int kind, BigInteger value) implements Comparable<VersionPart> {
        static final VersionPart END = new VersionPart(0, BigInteger.ZERO);

        boolean isZero() {
            return value.signum() == 0;
        }

        @Override
        public int compareTo(VersionPart other) {
            return kind != other.kind
                    ? Integer.compare(kind, other.kind)
                    : value.compareTo(other.value);
        }
    }
}
