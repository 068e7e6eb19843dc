package dev.handrail.run.server;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.MergeOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.text.ShellQuote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The configuration files that a run wrote, and what became of them on the server since.
public final class WrittenFiles {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int FIELDS = 4;

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
        for (RunEvent event : events) {
            if (event instanceof FileMerged merged && merged.outcome() == MergeOutcome.WRITTEN) {
                String role = findRole(run, merged.step());
                files.put(
                        role + "\n" + merged.file(),
                        new WrittenFile(role, merged.file(), merged.newSha256(), merged.at()));
            }
        }
        return List.copyOf(files.values());
    }

    private static String findRole(Run run, long step) {
        return run.findStep(step).map(StepRun::step).map(found -> found.info().role()).orElse("");
    }

    /// Compares files of one server. Changes nothing there.
    public static List<ComparedFile> compareFiles(ServerShell shell, List<WrittenFile> files)
            throws ConnectionLostException {
        String names = files.stream().map(WrittenFile::file).collect(Collectors.joining("\n"));
        String script =
                ShellQuote.exportAssignments(Map.of("COMPARE_FILES", names))
                        + ScriptText.builtIn("run/compare-files.sh").text();
        List<String[]> seen =
                shell.run(script, LIMIT)
                        .out()
                        .lines()
                        .map(line -> line.split("\t", -1))
                        .filter(fields -> fields.length == FIELDS && fields[0].equals("@file"))
                        .toList();
        List<ComparedFile> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            all.add(
                    i < seen.size()
                            ? compareFile(files.get(i), seen.get(i))
                            : unknown(files.get(i)));
        }
        return List.copyOf(all);
    }

    private static ComparedFile compareFile(WrittenFile file, String[] seen) {
        FileState state =
                switch (seen[1]) {
                    case "none" -> FileState.GONE;
                    case "unreadable" -> FileState.UNKNOWN;
                    default ->
                            seen[1].equals(file.sha256())
                                    ? FileState.AS_WRITTEN
                                    : FileState.CHANGED;
                };
        return state == FileState.GONE || state == FileState.UNKNOWN
                ? new ComparedFile(file, state, Instant.EPOCH, "")
                : new ComparedFile(file, state, parseTime(seen[2]), seen[3]);
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
