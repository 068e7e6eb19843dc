package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.TypedLines;
import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps the lines that the admin typed in the run's private folder on the server, under their
/// hash. The journal never has them.
final class TypedTexts {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RunServices context;
    private final StartedStep task;
    private final MergeFileStore files;

    TypedTexts(RunServices context, StartedStep task, MergeFileStore files) {
        this.context = context;
        this.task = task;
        this.files = files;
    }

    /// Keeps what an answer has for these files. Returns what is wrong with it, or an empty
    /// message.
    Message keepTexts(List<MergeFile> about, Answer answer) throws RunStopped {
        List<Message> wrong = new ArrayList<>();
        for (MergeFile file : about) {
            for (TypedLines lines : answer.typedFor(file.minePath())) {
                if (file.hasStars(lines)) {
                    wrong.add(Message.of("run.merge.typed-stars", file.minePath()));
                } else if (file.hasLostBytes(lines)) {
                    wrong.add(Message.of("run.merge.typed-unreadable", file.minePath()));
                } else {
                    keepText(lines);
                }
            }
        }
        return Message.sentences(wrong.toArray(Message[]::new));
    }

    private void keepText(TypedLines lines) throws RunStopped {
        Map<String, String> values = new TreeMap<>(scriptVariables());
        values.put("TYPED_KEY", lines.sha256());
        String script =
                context.assembler().assembleScript(values, ScriptText.builtIn("run/typed-keep.sh"));
        byte[] text = lines.text().getBytes(StandardCharsets.UTF_8);
        ScriptResult ran =
                context.servers()
                        .runOn(task.serverRole(), shell -> shell.runWithInput(script, text, LIMIT));
        if (!ran.hasSucceeded()) {
            throw context.pauseRun(Message.of("run.merge.typed-unkept", ran.err().strip()));
        }
    }

    private Map<String, String> scriptVariables() {
        return context.assembler()
                .scriptVariables(task.run().hop(), task.serverRole(), task.stepId());
    }

    /// Adds to an answer of the journal the texts that it means. Empty if the server has one of
    /// them no more: then the admin decides again.
    Optional<Answer> findTexts(MergeFile file, Optional<Answer> journaled) throws RunStopped {
        if (journaled.isEmpty() || journaled.get().typedFor(file.minePath()).isEmpty()) {
            return journaled;
        }
        List<TypedLines> found = new ArrayList<>();
        for (TypedLines lines : journaled.get().typedFor(file.minePath())) {
            String text = readText(lines);
            if (!lines.isText(text) || file.hasStars(lines.withText(text))) {
                return Optional.empty();
            }
            found.add(lines.withText(text));
        }
        return journaled.map(answer -> answer.withTypedFor(file.minePath(), found));
    }

    private String readText(TypedLines lines) throws RunStopped {
        String folder = scriptVariables().get("HR_HOP_WORK");
        return new String(
                files.readBytes(folder + "/typed/" + lines.sha256()), StandardCharsets.UTF_8);
    }
}
