package dev.handrail.run.merge;

import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.settings.SettingChange.SettingKind;
import dev.handrail.run.RunStopped;
import dev.handrail.run.merge.settings.SettingAdviser;
import dev.handrail.run.merge.settings.SettingAdviser.AdvisedFile;
import dev.handrail.run.merge.settings.SettingsComparison;
import dev.handrail.run.merge.settings.SettingsFile;
import dev.handrail.run.merge.settings.SettingsFormat;
import dev.handrail.run.merge.settings.SettingsReader;
import dev.handrail.run.merge.settings.SettingsReading;
import dev.handrail.run.merge.settings.SettingsReading.Settings;
import dev.handrail.run.merge.settings.SettingsReading.Unreadable;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Adds to the changes of a file what they mean for its settings.
final class SettingsCollector {
    private static final int MOST_NAMES = 8;
    private static final int MOST_SETTINGS = 2_000;

    private final SettingsReader reader;

    SettingsCollector(RunServices context, StartedStep task) {
        this.reader = new SettingsReader(context, task);
    }

    /// Returns the files with what the rules say of their settings. What cannot be read as settings
    /// stays as it is.
    List<MergeFile> adviseFiles(
            List<SettingRule> rules, List<MergeFile> files, MergeDecisions decisions)
            throws RunStopped {
        Map<MergeFile, AdvisedFile> known = new LinkedHashMap<>();
        for (MergeFile file : files) {
            if (rules.stream().anyMatch(rule -> concerns(rule, file))) {
                readAdvised(file).ifPresent(advised -> known.put(file, advised));
            }
        }
        SettingAdviser adviser = new SettingAdviser(rules, List.copyOf(known.values()));
        return files.stream()
                .map(file ->
                        known.containsKey(file)
                                ? file.withAdvice(
                                        decisions.dropUnseen(
                                                file, adviser.findAdvice(known.get(file))))
                                : file)
                .toList();
    }

    private static boolean concerns(SettingRule rule, MergeFile file) {
        return !file.mineSha256().equals(MergeFile.NONE)
                && pathsOf(file).stream().anyMatch(p -> rule.isAbout(p) || rule.leadsTo(p));
    }

    private static List<String> pathsOf(MergeFile file) {
        return List.of(file.minePath(), file.freshPath());
    }

    private Optional<AdvisedFile> readAdvised(MergeFile file) throws RunStopped {
        Optional<SettingsFormat> format = SettingsFormat.findFormat(file.minePath());
        if (format.isEmpty()) {
            return Optional.empty();
        }
        List<SettingsReading> readings = reader.readSettings(format.get(), file.texts());
        if (findReason(readings).isPresent()) {
            return Optional.empty();
        }
        List<SettingsFile> read = settingsFiles(file, readings);
        return Optional.of(
                new AdvisedFile(pathsOf(file), read.get(0), read.get(1), file.changedLines()));
    }

    /// Returns the changes of all files as the admin sees them.
    List<FileChange> describeFiles(List<MergeFile> files) throws RunStopped {
        List<FileChange> described = new ArrayList<>();
        for (MergeFile file : files) {
            described.add(describeFile(file));
        }
        return List.copyOf(described);
    }

    /// Returns the changes as the admin sees them, with the settings if they can be read, or the
    /// reason why they cannot.
    private FileChange describeFile(MergeFile file) throws RunStopped {
        Optional<SettingsFormat> format = SettingsFormat.findFormat(file.minePath());
        FileChange change = file.toFileChange();
        if (format.isEmpty()) {
            return change.withSettings(List.of(), List.of(Message.of("run.settings.no-format")));
        }
        List<SettingsReading> readings = reader.readSettings(format.get(), file.texts());
        return findReason(readings)
                .map(why -> change.withSettings(List.of(), List.of(why)))
                .orElseGet(() -> compareFiles(file, change, readings));
    }

    /// Says of which file the settings cannot be read: of the admin's, the new or the old default.
    private static Optional<Message> findReason(List<SettingsReading> readings) {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) instanceof Unreadable(Message why)) {
                return Optional.of(
                        switch (i) {
                            case 0 -> Message.of("run.settings.mine", why);
                            case 1 -> Message.of("run.settings.fresh", why);
                            default -> Message.of("run.settings.base", why);
                        });
            }
        }
        return Optional.empty();
    }

    private static List<SettingsFile> settingsFiles(
            MergeFile file, List<SettingsReading> readings) {
        List<SettingsFile> files = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            byte[] text = file.texts().get(i);
            files.add(
                    new SettingsFile(
                            text,
                            RedactedLines.redactBytes(text),
                            ((Settings) readings.get(i)).entries()));
        }
        return files;
    }

    private static FileChange compareFiles(
            MergeFile file, FileChange change, List<SettingsReading> readings) {
        List<SettingsFile> files = settingsFiles(file, readings);
        SettingsComparison comparison =
                new SettingsComparison(
                        files.get(0),
                        files.stream().skip(2).findFirst(),
                        files.get(1),
                        file.changedLines(),
                        change.advice().stream()
                                .map(SettingAdvice::setting)
                                .collect(Collectors.toSet()));
        List<SettingChange> settings = addAdvised(change, comparison.compareSettings());
        if (settings.size() > MOST_SETTINGS) {
            return change.withSettings(
                    List.of(), List.of(Message.of("run.settings.too-many", settings.size())));
        }
        return change.withSettings(settings, notesOf(comparison));
    }

    /// A setting whose advice has lines is decided by these alone.
    private static List<SettingChange> addAdvised(FileChange file, List<SettingChange> settings) {
        Map<String, SettingChange> all = new LinkedHashMap<>();
        settings.forEach(setting -> all.put(setting.name(), setting));
        for (SettingAdvice advice : file.advice()) {
            advice.change()
                    .ifPresent(change ->
                            all.merge(
                                    advice.setting(),
                                    addedSetting(file, advice.setting(), change),
                                    (known, added) -> known.decidedBy(change)));
        }
        return List.copyOf(all.values());
    }

    /// A setting that only the advice writes.
    private static SettingChange addedSetting(FileChange file, String name, int change) {
        String line = file.changes().get(change).fresh().stream().reduce("", (a, b) -> b);
        String value = line.substring(line.indexOf(':') + 1).strip();
        return new SettingChange(
                name,
                SettingKind.NEW,
                Optional.empty(),
                Optional.empty(),
                Optional.of(value),
                List.of(change),
                false);
    }

    private static List<Message> notesOf(SettingsComparison comparison) {
        List<Message> notes = new ArrayList<>();
        if (comparison.sameCount() > 0) {
            notes.add(Message.of("run.settings.same", comparison.sameCount()));
        }
        List<String> unsure = comparison.unsureNames();
        if (!unsure.isEmpty()) {
            String names = unsure.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
            notes.add(Message.of("run.settings.unsure", names, unsure.size()));
        }
        return List.copyOf(notes);
    }
}
