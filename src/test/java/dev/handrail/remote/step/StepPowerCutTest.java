package dev.handrail.remote.step;

import static dev.handrail.testing.TestRequirements.requireRoot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.remote.ServerShell.StepStatus;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a power cut leaves of a step's folder: files of length 0, names that are gone.
@Timeout(120)
@Tag("ssh")
class StepPowerCutTest {
    private static final List<String> FILES =
            List.of("pid", "rc", "script", "log", "group", "supervisor");
    private static final StepEnd DAMAGED = new StepEnd.StepDied("damaged", 4);

    @TempDir Path folder;

    static Stream<Shells> shells() {
        return Shells.all().stream();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void neverStartsAStepAgainWhicheverOfItsFilesAreEmpty(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("1-a-1", counting());
        for (int which = 0; which < 1 << FILES.size(); which++) {
            Path whole = steps.path("1-a-1");
            Path kept = copyOf(whole);
            for (int i = 0; i < FILES.size(); i++) {
                if ((which & 1 << i) != 0) {
                    Files.writeString(whole.resolve(FILES.get(i)), "");
                }
            }
            String files = "empty files by bits: " + which;
            StepStatus status = steps.status("1-a-1").lines().stepStatus();
            hasEnded(assertInstanceOf(StepStatus.Done.class, status, files).end(), files);
            hasEnded(steps.attach("1-a-1", 0).end(), files);
            hasEnded(steps.start("1-a-1", counting()).end(), files);
            assertEquals("ran\n", Files.readString(folder.resolve("runs")), files);
            restore(kept, whole);
        }
    }

    private String counting() {
        return "echo ran | tee -a " + folder.resolve("runs");
    }

    private static void hasEnded(StepEnd end, String files) {
        assertTrue(
                end instanceof StepEnd.StepDied || end.equals(new StepEnd.Exited(0, 4, false)),
                files + ": " + end);
    }

    private Path copyOf(Path step) throws Exception {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        restore(step, kept);
        return kept;
    }

    private static void restore(Path from, Path to) throws Exception {
        for (String file : FILES) {
            Files.write(to.resolve(file), Files.readAllBytes(from.resolve(file)));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void saysThatItsRecordIsDamagedWhereThatSaysNothing(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("1-a-1", "echo ran");
        Path step = steps.path("1-a-1");
        awaitSupervisorEnd(step);
        for (String odd : List.of("", "\n", ". \n", "0 4\n", "x 4 ok\n", "0 4 ok", "0 4 okay\n")) {
            Files.writeString(step.resolve("rc"), odd);
            damaged(steps, "rc: " + odd);
        }
        Files.delete(step.resolve("rc"));
        for (String odd : List.of("", "\n", "12\n", "12 13\n", "x 13 boot\n", "12 y boot\n")) {
            Files.writeString(step.resolve("pid"), odd);
            damaged(steps, "pid: " + odd);
        }
        Files.delete(step.resolve("pid"));
        damaged(steps, "no pid, but a log");
    }

    /// It lives on for a moment after it has written how the step ended.
    private static void awaitSupervisorEnd(Path step) throws Exception {
        long pid = Long.parseLong(Files.readString(step.resolve("pid")).split(" ")[0]);
        while (ProcessHandle.of(pid).isPresent()) {
            Thread.sleep(20);
        }
    }

    private static void damaged(LocalSteps steps, String odd) throws Exception {
        StepStatus done = new StepStatus.Done(DAMAGED);
        assertEquals(done, steps.status("1-a-1").lines().stepStatus(), odd);
        assertEquals(done, steps.cancel("1-a-1", 1).lines().stepStatus(), odd);
        assertEquals(DAMAGED, steps.attach("1-a-1", 0).end(), odd);
        assertEquals(DAMAGED, steps.start("1-a-1", "echo twice").end(), odd);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void runsTheWholeScriptWhereAStartLeftAnEmptyOne(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("0-a-1", "true");
        Path step = Files.createDirectory(steps.path("1-a-1"));
        shell.run("chmod 700 '" + step + "'");
        for (String file : List.of("script", "supervisor", "log")) {
            Files.writeString(step.resolve(file), "");
        }
        assertEquals(new StepStatus.NotStarted(), steps.status("1-a-1").lines().stepStatus());
        LocalSteps.Answer answer = steps.start("1-a-1", "echo ran");
        assertEquals("ran\n", answer.log());
        assertEquals(new StepEnd.Exited(0, 4, false), answer.end());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void keepsWhatItSaidAndWhatTheStepWroteWhenThePowerIsCut(Shells shell) throws Exception {
        requireRoot("mount a disk");
        Path image = folder.resolve("image");
        mount(shell, "truncate -s 64M image; mkfs.ext4 -q -F image", image, "disk");
        Path later = folder.resolve("later");
        try {
            LocalSteps steps = steps(shell, "disk");
            Process sender =
                    steps.begin(
                            steps.whole(
                                    "1-run-1",
                                    LocalSteps.job(
                                            "cp --sparse=always "
                                                    + image
                                                    + " "
                                                    + folder.resolve("running")
                                                    + "; sleep 60")));
            LocalSteps.Answer ended =
                    steps.start("2-end-1", "echo ran; echo made >" + steps.base + "/made; exit 3");
            awaitSupervisor(steps.path("2-end-1"));
            shell.run("cp --sparse=always '" + image + "' '" + later + "'");
            assertEquals(new StepEnd.Exited(3, 4, false), ended.end());
            sender.destroyForcibly();
            assertEquals(0, steps.cancel("1-run-1", 1).lines().survivingProcesses().size());
        } finally {
            shell.run("umount -l '" + folder.resolve("disk") + "'");
        }
        afterwards(shell, "running", "1-run-1", null);
        afterwards(shell, "later", "2-end-1", new StepEnd.Exited(3, 4, false));
    }

    /// It waits for the disk once more behind the answer.
    private static void awaitSupervisor(Path step) throws Exception {
        String pid = Files.readString(step.resolve("pid")).split(" ")[0];
        while (Files.exists(Path.of("/proc", pid))) {
            Thread.sleep(5);
        }
    }

    /// `end`: null for a step that ran when the power was cut.
    private void afterwards(Shells shell, String image, String name, StepEnd end) throws Exception {
        mount(shell, "true", folder.resolve(image), image + "-disk");
        try {
            LocalSteps steps = steps(shell, image + "-disk");
            for (String file : List.of("pid", "script")) {
                assertTrue(Files.size(steps.path(name).resolve(file)) > 0, file);
            }
            StepEnd now = steps.attach(name, 0).end();
            if (end == null) {
                assertEquals("died", assertInstanceOf(StepEnd.StepDied.class, now).why());
            } else {
                assertEquals(end, now);
                assertEquals("made\n", Files.readString(steps.base.resolve("made")));
            }
        } finally {
            shell.run("umount -l '" + folder.resolve(image + "-disk") + "'");
        }
    }

    private LocalSteps steps(Shells shell, String disk) throws Exception {
        return new LocalSteps(shell, folder, folder.resolve(disk).resolve("base"));
    }

    private void mount(Shells shell, String before, Path image, String disk) throws Exception {
        Files.createDirectories(folder.resolve(disk));
        Shells.Ran ran =
                shell.run(
                        "cd '"
                                + folder
                                + "'; "
                                + before
                                + "; mount -o loop '"
                                + image
                                + "' "
                                + disk);
        assumeTrue(ran.exit() == 0, "skipped: no disk can be mounted here: " + ran.err());
    }
}
