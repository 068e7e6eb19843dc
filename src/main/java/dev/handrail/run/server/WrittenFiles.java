package dev.handrail.run.server;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.MergeOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.text.ShellQuote;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The configuration files that a run wrote, and what became of them on the server since.
public final class WrittenFiles {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int FIELDS = 5;

    private WrittenFiles() {}

    /// `sha256`: of what the run wrote last.
    public record WrittenFile(String role, String file, String sha256, Instant writtenAt) {}

    public enum FileState {
        AS_WRITTEN,
        CHANGED,
        GONE,
        /// The server could not say.
        UNKNOWN
    }

    /// `changedAt` and `owner`: of the file on the server; the epoch and empty where there is none.
    public record ComparedFile(
            WrittenFile written, FileState state, Instant changedAt, String owner) {}

    /// The last hash of each file; none of a run before Handrail recorded them.
    public static List<WrittenFile> listFiles(Run run, List<RunEvent> events) {
        Map<String, WrittenFile> files = new LinkedHashMap<>();
        Map<Long, StepStarted> starts = new HashMap<>();
        for (RunEvent event : events) {
            if (event instanceof StepStarted start) {
                starts.put(start.seq(), start);
            }
            if (event instanceof FileMerged merged && merged.outcome() == MergeOutcome.WRITTEN) {
                String role = findRole(run, starts.get(merged.step()));
                files.put(
                        role + "\n" + merged.file(),
                        new WrittenFile(role, merged.file(), merged.newSha256(), merged.at()));
            }
        }
        return List.copyOf(files.values());
    }

    /// The role of any attempt of a step; empty if the run has no such step.
    private static String findRole(Run run, @Nullable StepStarted start) {
        return run.steps().stream()
                .filter(step -> start != null && step.hop() == start.hop())
                .map(step -> step.step().info())
                .filter(info -> start != null && info.id().equals(start.step()))
                .map(Step.StepInfo::role)
                .findFirst()
                .orElse("");
    }

    /// Compares files of one server. Changes nothing there.
    public static List<ComparedFile> compareFiles(ServerShell shell, List<WrittenFile> files)
            throws ConnectionLostException {
        String names = files.stream().map(WrittenFile::file).collect(Collectors.joining("\n"));
        String script =
                ShellQuote.exportAssignments(Map.of("COMPARE_FILES", names))
                        + ScriptText.builtIn("run/compare-files.sh").text();
        Map<String, String[]> seen =
                shell.run(script, LIMIT)
                        .out()
                        .lines()
                        .map(line -> line.split("\t", -1))
                        .filter(fields -> fields.length == FIELDS && fields[0].equals("@file"))
                        .collect(
                                Collectors.toMap(
                                        fields -> fields[1], fields -> fields, (a, b) -> b));
        List<ComparedFile> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String[] fields = seen.get(Integer.toString(i + 1));
            all.add(fields == null ? unknown(files.get(i)) : compareFile(files.get(i), fields));
        }
        return List.copyOf(all);
    }

    private static ComparedFile compareFile(WrittenFile file, String[] seen) {
        FileState state =
                switch (seen[2]) {
                    case "none" -> FileState.GONE;
                    case "unreadable" -> FileState.UNKNOWN;
                    default ->
                            seen[2].equals(file.sha256())
                                    ? FileState.AS_WRITTEN
                                    : FileState.CHANGED;
                };
        return state == FileState.GONE || state == FileState.UNKNOWN
                ? new ComparedFile(file, state, Instant.EPOCH, "")
                : new ComparedFile(file, state, parseTime(seen[3]), seen[4]);
    }

    private static ComparedFile unknown(WrittenFile file) {
        return new ComparedFile(file, FileState.UNKNOWN, Instant.EPOCH, "");
    }

    private static Instant parseTime(String seconds) {
        return seconds.matches("[0-9]{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(seconds))
                : Instant.EPOCH;
    }
}
