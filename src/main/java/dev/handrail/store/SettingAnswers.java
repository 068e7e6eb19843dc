package dev.handrail.store;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.settings.SettingChange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Prepared choices for the settings of a file, by name; `*` is all others.
public record SettingAnswers(Map<String, LineChoice> byName) {
    private static final String OTHERS = "*";

    public static final SettingAnswers NONE = new SettingAnswers(Map.of());

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /// The names that decide about nothing in this file: no such setting differs, only its lines
    /// decide about it, or the same lines have a setting for which something else is wanted.
    List<String> findUnusable(FileChange file) {
        Map<Integer, LineChoice> chosen = new HashMap<>();
        List<String> unusable = new ArrayList<>();
        byName.forEach((name, choice) -> {
            boolean usable =
                    name.equals(OTHERS)
                            || (chooseSetting(file, name, choice, chosen)
                                    && leavesOthers(file, name, choice));
            if (!usable) {
                unusable.add(name);
            }
        });
        return List.copyOf(unusable);
    }

    /// Whether new lines for one setting replace no other value that is to stay. To keep lines
    /// loses nothing.
    private boolean leavesOthers(FileChange file, String name, LineChoice choice) {
        return choice == LineChoice.MINE
                || file.settings().stream()
                        .filter(each -> each.name().equals(name))
                        .flatMap(named -> file.settings().stream().filter(named::sharesChange))
                        .filter(SettingChange::isDecidable)
                        .allMatch(other -> choice.equals(choiceOf(file, other)));
    }

    /// What the names say of a setting, or the usual choice.
    private LineChoice choiceOf(FileChange file, SettingChange setting) {
        boolean waits = setting.changes().stream().anyMatch(at -> at < file.changes().size());
        LineChoice usual = waits ? LineChoice.MINE : LineChoice.NEW;
        return byName.getOrDefault(setting.name(), byName.getOrDefault(OTHERS, usual));
    }

    /// The choice for each change. One that no name decides about is kept if it waits, and applied
    /// if only the new version makes it, unless `*` says otherwise.
    List<LineChoice> choose(FileChange file) {
        int waiting = file.changes().size();
        List<LineChoice> all = new ArrayList<>(Collections.nCopies(waiting, LineChoice.MINE));
        all.addAll(Collections.nCopies(file.applied().size(), LineChoice.NEW));
        Optional.ofNullable(byName.get(OTHERS))
                .map(file::chooseAll)
                .ifPresent(others -> Collections.copy(all, others));
        Map<Integer, LineChoice> chosen = new HashMap<>();
        byName.forEach((name, choice) -> chooseSetting(file, name, choice, chosen));
        chosen.forEach(all::set);
        return List.copyOf(all);
    }

    private static boolean chooseSetting(
            FileChange file, String name, LineChoice choice, Map<Integer, LineChoice> chosen) {
        Optional<SettingChange> setting =
                file.settings().stream()
                        .filter(each -> each.name().equals(name) && each.isDecidable())
                        .findFirst();
        setting.stream()
                .flatMap(each -> each.changes().stream())
                .forEach(change -> chosen.putIfAbsent(change, choice));
        return setting.isPresent()
                && setting.get().changes().stream()
                        .allMatch(change -> choice.equals(chosen.get(change)));
    }
}
