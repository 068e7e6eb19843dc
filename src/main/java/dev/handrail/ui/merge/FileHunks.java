package dev.handrail.ui.merge;

import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.LineContext;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.ui.merge.MergeDraft.ChangeKey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A file of a merge with its changes and the lines around them.
final class FileHunks {
    private final FileChange file;
    private final List<MergeHunk> hunks = new ArrayList<>();
    private final List<MergeHunk> ordered;

    FileHunks(FileChange file) {
        this.file = file;
        List<LineChange> all = file.allChanges();
        for (int i = 0; i < all.size(); i++) {
            boolean applied = i >= file.changes().size();
            ChangeKey key = new ChangeKey(file.mine(), i);
            hunks.add(new MergeHunk(key, all.get(i), contextOf(i), applied, file.adviceAt(i)));
        }
        ordered =
                hunks.stream()
                        .sorted(Comparator.comparingInt(hunk -> hunk.change().mineLine()))
                        .toList();
    }

    private LineContext contextOf(int change) {
        return change < file.contexts().size()
                ? file.contexts().get(change)
                : new LineContext(0, List.of(), List.of(), 0);
    }

    /// A change with the lines around it. `applied`: only the new version makes it. `advice`: it
    /// follows a rule of the runbook.
    record MergeHunk(
            ChangeKey key,
            LineChange change,
            LineContext context,
            boolean applied,
            Optional<SettingAdvice> advice) {
        /// Two changes are never equal; comparing their lines would be slow.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }

        /// How many unchanged lines belong to it, shown or not.
        int unchangedCount() {
            return context.above()
                    + context.before().size()
                    + context.after().size()
                    + context.below();
        }
    }

    FileChange file() {
        return file;
    }

    /// The changes that wait, then those that are applied by themselves.
    List<MergeHunk> hunks() {
        return hunks;
    }

    /// All changes in the order of the file.
    List<MergeHunk> ordered() {
        return ordered;
    }

    /// The changes that wait for the admin.
    List<MergeHunk> waiting() {
        return hunks.subList(0, file.changes().size());
    }

    /// The longest line of all that are shown, in characters.
    int longestLine() {
        return hunks.stream()
                .flatMap(hunk ->
                        Stream.of(
                                hunk.change().mine(),
                                hunk.change().fresh(),
                                hunk.context().before(),
                                hunk.context().after()))
                .flatMap(List::stream)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
