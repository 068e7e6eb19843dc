package dev.handrail.run.merge.settings;

import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.settings.SettingChange.SettingKind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compares the settings of a file on the server with those of the old and the new default.
public final class SettingsComparison {
    private final SettingsFile mine;
    private final Optional<SettingsFile> base;
    private final SettingsFile fresh;

    /// For each line the number of the change that it lies in, or -1.
    private final int[] mineChanges;

    private final int[] freshChanges;
    private final Set<String> advised;
    private int sameCount;
    private final Set<String> unsure = new LinkedHashSet<>();

    /// Without an advice.
    SettingsComparison(
            SettingsFile mine,
            Optional<SettingsFile> base,
            SettingsFile fresh,
            List<ChangedLines> lines) {
        this(mine, base, fresh, lines, Set.of());
    }

    /// `base`: empty if nobody knows the old default. `lines`: the changes between the admin's file
    /// and the new default that somebody decides about. `advised`: settings to name even if they
    /// are the same everywhere.
    public SettingsComparison(
            SettingsFile mine,
            Optional<SettingsFile> base,
            SettingsFile fresh,
            List<ChangedLines> lines,
            Set<String> advised) {
        this.advised = Set.copyOf(advised);
        this.mine = mine;
        this.base = base;
        this.fresh = fresh;
        this.mineChanges = new int[mine.lineCount()];
        this.freshChanges = new int[fresh.lineCount()];
        Arrays.fill(mineChanges, -1);
        Arrays.fill(freshChanges, -1);
        for (int i = 0; i < lines.size(); i++) {
            ChangedLines change = lines.get(i);
            Arrays.fill(mineChanges, change.mineBegin(), change.mineEnd(), i);
            Arrays.fill(freshChanges, change.freshBegin(), change.freshEnd(), i);
        }
    }

    /// Lines from 0; the ends are the first lines after it.
    public record ChangedLines(int mineBegin, int mineEnd, int freshBegin, int freshEnd) {}

    /// Settings that are the same in all files.
    public int sameCount() {
        return sameCount;
    }

    /// Names that a file sets more than once; nothing is said about their values.
    public List<String> unsureNames() {
        return List.copyOf(unsure);
    }

    /// Returns the settings that differ, those of the admin's file first, in the order of the file.
    public List<SettingChange> compareSettings() {
        Set<String> whole = findWholeGroups();
        Set<String> names = new LinkedHashSet<>(mine.entries().keySet());
        names.addAll(fresh.entries().keySet());
        List<SettingChange> found = new ArrayList<>();
        for (String name : names) {
            Optional<SettingEntry> entry = mine.find(name).or(() -> fresh.find(name));
            boolean value = entry.isPresent() && isValue(entry.get(), whole);
            if (value && files().anyMatch(file -> file.unsureNames().contains(name))) {
                unsure.add(name);
            } else if (value) {
                addChange(found, name);
            }
        }
        return List.copyOf(found);
    }

    private Stream<SettingsFile> files() {
        return Stream.concat(Stream.of(mine, fresh), base.stream());
    }

    /// Groups that are one value in another file: these are compared as a whole.
    private Set<String> findWholeGroups() {
        Set<String> groups = new HashSet<>();
        Set<String> values = new HashSet<>();
        files().flatMap(file -> file.entries().values().stream())
                .forEach(entry -> (entry.group() ? groups : values).add(entry.name()));
        groups.retainAll(values);
        return groups;
    }

    /// Whether it is a value of its own: no group, and no part of a group that is one value.
    private boolean isValue(SettingEntry entry, Set<String> whole) {
        if (entry.group() && !whole.contains(entry.name())) {
            return false;
        }
        String parent = entry.parent();
        while (!parent.isEmpty()) {
            if (whole.contains(parent)) {
                return false;
            }
            String above = parent;
            parent =
                    files().flatMap(file -> file.find(above).stream())
                            .map(SettingEntry::parent)
                            .findFirst()
                            .orElse("");
        }
        return true;
    }

    private void addChange(List<SettingChange> found, String name) {
        Optional<SettingKind> kind =
                findKind(name)
                        .or(() ->
                                Optional.of(SettingKind.SAME).filter(k -> advised.contains(name)));
        if (kind.isEmpty()) {
            sameCount++;
            return;
        }
        List<Integer> changes = kind.get() == SettingKind.SAME ? List.of() : changesOf(name);
        found.add(
                new SettingChange(
                        name,
                        kind.get(),
                        mine.find(name).map(mine::shownValue),
                        base.flatMap(file -> file.find(name).map(file::shownValue)),
                        fresh.find(name).map(fresh::shownValue),
                        changes,
                        !changes.isEmpty() && !isCovered(name)));
    }

    /// Empty if it is the same everywhere.
    private Optional<SettingKind> findKind(String name) {
        Optional<SettingEntry> ours = mine.find(name);
        Optional<SettingEntry> now = fresh.find(name);
        boolean before = base.flatMap(file -> file.find(name)).isPresent();
        if (ours.isEmpty()) {
            return Optional.of(before ? SettingKind.REMOVED_BY_YOU : SettingKind.NEW);
        }
        if (now.isEmpty()) {
            return Optional.of(before ? SettingKind.REMOVED : SettingKind.ONLY_YOURS);
        }
        if (mine.hasSameValue(ours.get(), fresh, now.get())) {
            boolean same = base.isEmpty() || isAsBefore(mine, ours.get());
            return same ? Optional.empty() : Optional.of(SettingKind.SAME);
        }
        return Optional.of(kindOfDifference(ours.get(), now.get()));
    }

    private SettingKind kindOfDifference(SettingEntry ours, SettingEntry now) {
        if (base.isEmpty()) {
            return SettingKind.DIFFERENT;
        }
        if (isAsBefore(mine, ours)) {
            return SettingKind.DEFAULT_CHANGED;
        }
        return isAsBefore(fresh, now) ? SettingKind.YOURS : SettingKind.BOTH_CHANGED;
    }

    private boolean isAsBefore(SettingsFile file, SettingEntry entry) {
        return base.flatMap(before ->
                        before.find(entry.name())
                                .filter(old -> file.hasSameValue(entry, before, old)))
                .isPresent();
    }

    private List<Integer> changesOf(String name) {
        IntStream ours = linesOf(mine, name).map(line -> mineChanges[line]);
        IntStream now = linesOf(fresh, name).map(line -> freshChanges[line]);
        return IntStream.concat(ours, now)
                .filter(change -> change >= 0)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /// Whether the changes decide about the whole value: what they leave out is the same in both
    /// files.
    private boolean isCovered(String name) {
        return undecidedLines(mine, name, mineChanges)
                .equals(undecidedLines(fresh, name, freshChanges));
    }

    private static List<String> undecidedLines(SettingsFile file, String name, int[] changes) {
        return linesOf(file, name)
                .filter(line -> changes[line] < 0)
                .mapToObj(file::lineText)
                .toList();
    }

    private static IntStream linesOf(SettingsFile file, String name) {
        return file.find(name).stream()
                .flatMapToInt(entry -> IntStream.range(file.firstLine(entry), file.endLine(entry)));
    }
}
