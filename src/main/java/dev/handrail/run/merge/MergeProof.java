package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.TypedLines;
import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.redact.SecretRedactor;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.merge.MergeFileStore.DecidedFile;
import dev.handrail.run.merge.MergeFileStore.WriteResult;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;
import dev.handrail.run.step.StepLog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lets the runbook look at each result on the server before it is put in place.
final class MergeProof {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LINES = 8;
    private static final int SHORTEST_WORD = 6;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s'\"=:,;()\\[\\]{}]+");

    private final RunServices context;
    private final StartedStep task;
    private final StepLog log;
    private final Optional<ScriptText> proof;

    /// By file, the last answer whose result was refused.
    private final Map<String, Answer> refused = new HashMap<>();

    MergeProof(RunServices context, StartedStep task, StepLog log, Optional<ScriptText> proof) {
        this.context = context;
        this.task = task;
        this.log = log;
        this.proof = proof;
    }

    /// Whether the admin has to decide again, because the result of the last answer was refused.
    boolean hasRefused(MergeFile file) {
        return refused.containsKey(file.minePath());
    }

    /// Asks again about the first file that is refused. Fails if the same answer is refused twice.
    Optional<WriteResult> checkFiles(List<DecidedFile> files) throws RunStopped {
        for (DecidedFile decided : files) {
            Optional<Message> refusal = checkFile(decided);
            if (refusal.isPresent()) {
                return Optional.of(refuseFile(decided, refusal.get()));
            }
        }
        return Optional.empty();
    }

    private WriteResult refuseFile(DecidedFile decided, Message why) {
        Answer before = refused.put(decided.file().minePath(), decided.answer());
        return decided.answer().equals(before)
                ? WriteResult.finished(StepResult.stepFailed(why))
                : WriteResult.askAgain(why);
    }

    /// Returns what the proof says against the result; nothing where the file stays as it is.
    private Optional<Message> checkFile(DecidedFile decided) throws RunStopped {
        Optional<byte[]> text = MergeFileStore.mergedText(decided.file(), decided.answer());
        if (proof.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        ScriptResult ran = runProof(decided.file(), text.get(), proof.get());
        String path = decided.file().minePath();
        if (!ran.hasSucceeded()) {
            return Optional.of(Message.of("run.merge.refused", path, lastLines(ran, decided)));
        }
        if (!ran.out().isBlank()) {
            log.logLine(Message.of("run.merge.log.proof", path, lastLines(ran, decided)));
        }
        return Optional.empty();
    }

    private ScriptResult runProof(MergeFile file, byte[] text, ScriptText script)
            throws RunStopped {
        Map<String, String> values =
                new TreeMap<>(
                        context.assembler()
                                .scriptVariables(
                                        task.run().hop(), task.serverRole(), task.stepId()));
        values.put("MERGE_FILE", file.minePath());
        String whole =
                context.assembler()
                        .assembleScript(values, ScriptText.builtIn("run/merge-prove.sh"), script);
        return context.servers()
                .runOn(task.serverRole(), shell -> shell.runWithInput(whole, text, LIMIT));
    }

    /// Without what the admin typed: it may be a secret, and what is returned is journaled.
    private static String lastLines(ScriptResult ran, DecidedFile decided) {
        List<String> lines = (ran.out() + "\n" + ran.err()).strip().lines().toList();
        String last =
                String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return new SecretRedactor(typedWords(decided)).redactText(last);
    }

    /// The lines that the admin typed and their words, except what the file shows too.
    private static List<String> typedWords(DecidedFile decided) {
        MergeFile file = decided.file();
        Set<String> shown =
                Stream.concat(file.mineShown().stream(), file.freshShown().stream())
                        .flatMap(MergeProof::wordsOf)
                        .collect(Collectors.toSet());
        return decided.answer().typedFor(file.minePath()).stream()
                .flatMap(typed -> TypedLines.linesOf(typed.text()).stream())
                .flatMap(MergeProof::wordsOf)
                .filter(word -> word.length() >= SHORTEST_WORD && !shown.contains(word))
                .toList();
    }

    /// A line as a whole and word by word.
    private static Stream<String> wordsOf(String line) {
        return Stream.concat(Stream.of(line.strip()), BETWEEN_WORDS.splitAsStream(line));
    }
}
