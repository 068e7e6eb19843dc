package dev.handrail.run.merge;

import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.ScriptText;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.merge.settings.PythonSettings;
import dev.handrail.run.merge.settings.SettingEntry;
import dev.handrail.run.merge.settings.SettingsComparison;
import dev.handrail.run.merge.settings.SettingsFile;
import dev.handrail.run.merge.settings.SettingsFormat;
import dev.handrail.run.merge.settings.SettingsReading;
import dev.handrail.run.merge.settings.SettingsReading.Settings;
import dev.handrail.run.merge.settings.SettingsReading.Unreadable;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Adds to the changes of a file what they mean for its settings.
final class SettingsCollector {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int NO_INTERPRETER = 3;
    private static final int MOST_NAMES = 8;
    private static final int MOST_SETTINGS = 2_000;

    private final RunServices context;
    private final StartedStep task;

    SettingsCollector(RunServices context, StartedStep task) {
        this.context = context;
        this.task = task;
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
        List<SettingsReading> readings =
                format.get() == SettingsFormat.PYTHON
                        ? readPython(file.texts())
                        : file.texts().stream().map(format.get()::readSettings).toList();
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

    private static FileChange compareFiles(
            MergeFile file, FileChange change, List<SettingsReading> readings) {
        List<SettingsFile> files = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            byte[] text = file.texts().get(i);
            List<SettingEntry> entries = ((Settings) readings.get(i)).entries();
            files.add(new SettingsFile(text, RedactedLines.redactBytes(text), entries));
        }
        SettingsComparison comparison =
                new SettingsComparison(
                        files.get(0),
                        files.stream().skip(2).findFirst(),
                        files.get(1),
                        file.changedLines());
        List<SettingChange> settings = comparison.compareSettings();
        if (settings.size() > MOST_SETTINGS) {
            return change.withSettings(
                    List.of(), List.of(Message.of("run.settings.too-many", settings.size())));
        }
        return change.withSettings(settings, notesOf(comparison));
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

    private List<SettingsReading> readPython(List<byte[]> texts) throws RunStopped {
        List<Integer> sizes = texts.stream().map(text -> text.length).toList();
        ScriptResult ran = runPython(texts, sizes);
        List<SettingsReading> read =
                ran.hasSucceeded() ? PythonSettings.parseOutput(ran.out(), sizes) : List.of();
        boolean none = ran.exit() == NO_INTERPRETER;
        Message why = Message.of(none ? "run.settings.no-interpreter" : "run.settings.no-answer");
        return read.isEmpty() ? List.of(new Unreadable(why)) : read;
    }

    /// One call for all files; the interpreter runs none of them.
    private ScriptResult runPython(List<byte[]> texts, List<Integer> sizes) throws RunStopped {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        texts.forEach(all::writeBytes);
        String role = task.serverRole();
        Map<String, String> values =
                new TreeMap<>(
                        context.assembler().scriptVariables(task.run().hop(), role, task.stepId()));
        values.put(
                "SETTINGS_SIZES",
                sizes.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        String script =
                context.assembler()
                        .assembleScript(values, ScriptText.builtIn("run/settings-python.sh"));
        return context.servers()
                .runOn(role, shell -> shell.runWithInput(script, all.toByteArray(), LIMIT));
    }
}
