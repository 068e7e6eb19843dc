package dev.handrail.ui.guide;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the sections of the guide that contain all words of a query. A hit in a heading comes
/// first.
final class GuideSearch {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int BEFORE = 30;
    private static final int AFTER = 90;

    private final List<String> words;

    GuideSearch(String query) {
        this.words =
                SPACES.splitAsStream(query.strip().toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /// The words in lower case; a section must contain each.
    List<String> words() {
        return words;
    }

    List<GuideSection> findSections(Stream<GuideDocument> documents) {
        if (words.isEmpty()) {
            return List.of();
        }
        return documents
                .flatMap(document -> document.sections().stream())
                .filter(section -> containsAll(section.heading() + " " + section.text()))
                .sorted(Comparator.comparing(section -> !containsAll(section.heading())))
                .toList();
    }

    private boolean containsAll(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }

    /// The text around the first word that is found in it.
    String excerptOf(GuideSection section) {
        String text = section.text();
        String lower = text.toLowerCase(Locale.ROOT);
        int at = words.stream().mapToInt(lower::indexOf).filter(i -> i >= 0).min().orElse(0);
        int start = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - BEFORE)));
        int end = Math.min(text.length(), at + AFTER);
        return (start > 0 ? "\u2026" : "")
                + text.substring(start, end).strip()
                + (end < text.length() ? "\u2026" : "");
    }
}
