package dev.handrail.run.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.MergeOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.ScriptText;
import dev.handrail.run.server.WrittenFiles.WrittenFile;
import dev.handrail.store.Samples;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is known of the files that a run wrote.
@Tag("fast")
class WrittenFilesTest {
    @TempDir Path folder;

    @Test
    void aFileOfAnEarlierAttemptBelongsToItsServer() {
        List<RunEvent> events =
                List.of(
                        Samples.start(),
                        new StepStarted(2, Samples.at(1), 0, "boil", 1, ""),
                        written(3, 2, "/etc/a.conf"),
                        new StepStarted(4, Samples.at(3), 0, "boil", 2, ""),
                        written(5, 4, "/etc/b.conf"));
        Run run = Run.of("run", events);
        String role = run.steps().getFirst().step().info().role();
        assertEquals(
                List.of(role, role),
                WrittenFiles.listFiles(run, events).stream().map(WrittenFile::role).toList());
    }

    private static RunEvent written(int seq, long step, String file) {
        return new FileMerged(
                seq, Samples.at(seq), step, file, MergeOutcome.WRITTEN, "none", "abc");
    }

    @Test
    void aFileThatGoesMeanwhileMovesNoOther() throws Exception {
        Path gone = Files.writeString(folder.resolve("gone"), "tea");
        Path kept = Files.writeString(folder.resolve("kept"), "tea");
        String vanish = "stat() { case $4 in */gone) return 1 ;; *) echo '1	root' ;; esac; }\n";
        ProcessBuilder shell =
                new ProcessBuilder(
                        "sh", "-c", vanish + ScriptText.builtIn("run/compare-files.sh").text());
        shell.environment().put("COMPARE_FILES", gone + "\n" + kept);
        Process ran = shell.start();
        String said = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(
                List.of("1 unreadable", "2 1 root"),
                said.lines()
                        .map(line -> line.split("\t"))
                        .map(line ->
                                line[2].length() == 64
                                        ? line[1] + " " + line[3] + " " + line[4]
                                        : line[1] + " " + line[2])
                        .toList());
    }
}
