package dev.handrail.run.merge.settings;

import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.merge.settings.SettingsReading.Unreadable;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads the settings of the files of a merge: Python on the server, other formats here.
public final class SettingsReader {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int NO_INTERPRETER = 3;

    private final RunServices context;
    private final StartedStep task;

    public SettingsReader(RunServices context, StartedStep task) {
        this.context = context;
        this.task = task;
    }

    /// One entry for each text; a single one says why none of them could be read.
    public List<SettingsReading> readSettings(SettingsFormat format, List<byte[]> texts)
            throws RunStopped {
        return format == SettingsFormat.PYTHON
                ? readPython(texts)
                : texts.stream().map(format::readSettings).toList();
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
