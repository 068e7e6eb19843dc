package dev.handrail.ui.merge;

import dev.handrail.ui.merge.FileHunks.MergeHunk;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The file and the change that the admin looks at.
final class MergeSelection {
    private final List<FileHunks> files;
    private final ObjectProperty<FileHunks> file;
    private final ObjectProperty<@Nullable MergeHunk> hunk = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable MergeHunk> typing = new SimpleObjectProperty<>();
    private final BooleanProperty appliedShown = new SimpleBooleanProperty();

    /// `files`: one or more.
    MergeSelection(List<FileHunks> files) {
        this.files = files;
        this.file = new SimpleObjectProperty<>(files.getFirst());
        hunk.addListener((o, old, now) -> typing.set(null));
    }

    /// The change whose lines the admin types now, or null. Another change ends it.
    ObjectProperty<@Nullable MergeHunk> typingProperty() {
        return typing;
    }

    ObjectProperty<FileHunks> fileProperty() {
        return file;
    }

    /// The current change; null in a file where none is shown.
    ObjectProperty<@Nullable MergeHunk> hunkProperty() {
        return hunk;
    }

    /// Whether changes that are applied by themselves are shown too.
    BooleanProperty appliedShownProperty() {
        return appliedShown;
    }

    /// Shows a file, at its first change. What is decided next is decided about this file.
    void goToFile(FileHunks next) {
        file.set(next);
        MergeHunk now = hunk.get();
        if (now == null || !next.ordered().contains(now)) {
            hunk.set(
                    next.ordered().stream()
                            .filter(each -> appliedShown.get() || !each.applied())
                            .findFirst()
                            .orElse(null));
        }
    }

    /// Shows a change, in its file.
    void goToHunk(MergeHunk next) {
        if (next.applied()) {
            appliedShown.set(true);
        }
        files.stream()
                .filter(each -> each.file().mine().equals(next.key().file()))
                .findFirst()
                .ifPresent(file::set);
        hunk.set(next);
    }

    /// Finds the nearest change that fits, forwards or back, over all files and around their ends.
    Optional<MergeHunk> findNext(boolean forwards, Predicate<MergeHunk> fits) {
        return findAmong(forwards, hunk -> appliedShown.get() || !hunk.applied(), fits);
    }

    /// The same, also among changes that are not shown.
    Optional<MergeHunk> findAnywhere(boolean forwards, Predicate<MergeHunk> fits) {
        return findAmong(forwards, hunk -> true, fits);
    }

    private Optional<MergeHunk> findAmong(
            boolean forwards, Predicate<MergeHunk> among, Predicate<MergeHunk> fits) {
        List<MergeHunk> all =
                files.stream().flatMap(each -> each.ordered().stream()).filter(among).toList();
        int step = forwards ? 1 : -1;
        int at = startOf(all, forwards);
        for (int i = 1; i <= all.size(); i++) {
            MergeHunk next = all.get(Math.floorMod(at + i * step, all.size()));
            if (fits.test(next)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private int startOf(List<MergeHunk> all, boolean forwards) {
        MergeHunk now = hunk.get();
        int at = now == null ? -1 : all.indexOf(now);
        return at < 0 && !forwards ? 0 : at;
    }
}
