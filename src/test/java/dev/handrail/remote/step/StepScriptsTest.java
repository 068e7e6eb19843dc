package dev.handrail.remote.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.time.ServerTimes;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.remote.ServerShell.StepStatus;
import dev.handrail.store.SmallDisk;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The scripts of the step protocol, under every shell that is here.
@Timeout(60)
@Tag("ssh")
class StepScriptsTest {
    @TempDir Path folder;

    static Stream<Shells> shells() {
        return Shells.all().stream();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void tellsLogExitCodeAndSizeOfAStep(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        LocalSteps.Answer answer =
                steps.start("1-a-1", "echo out; echo err >&2; printf 'no newline'; exit 3");
        assertEquals(new StepEnd.Exited(3, 18, false), answer.end());
        assertEquals("out\nerr\nno newline", answer.log());
        assertEquals("\nno newline", steps.attach("1-a-1", 7).log());
        assertEquals("", steps.attach("1-a-1", 18).log());
        assertEquals(new StepStatus.Done(answer.end()), steps.status("1-a-1").lines().stepStatus());
    }

    /// The step notes the server's own clock itself.
    @ParameterizedTest
    @MethodSource("shells")
    void tellsWhenAStepBeganAndEndedByTheServersClock(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        String script = "cat /proc/uptime; sleep 0.2; cat /proc/uptime";
        LocalSteps.Answer answer = steps.start("1-a-1", script);
        ServerTimes times = answer.lines().serverTimes().orElseThrow();
        List<Duration> noted =
                answer.log()
                        .lines()
                        .map(line -> new BigDecimal(line.split(" ")[0]).movePointRight(3))
                        .map(millis -> Duration.ofMillis(millis.longValueExact()))
                        .toList();
        List<Duration> inOrder =
                List.of(times.began(), noted.getFirst(), noted.getLast(), times.ended());
        assertEquals(inOrder.stream().sorted().toList(), inOrder);
        assertEquals(
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(), times.boot());
        ServerTimes later = steps.attach("1-a-1", 0).lines().serverTimes().orElseThrow();
        assertEquals(times.ended(), later.ended());
        assertTrue(later.late().compareTo(times.late()) >= 0);
    }

    /// A supervisor of an earlier Handrail wrote no times.
    @ParameterizedTest
    @MethodSource("shells")
    void readsTheExitCodeOfAnEarlierHandrail(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("1-a-1", "true");
        Files.writeString(steps.path("1-a-1").resolve("rc"), "3 0 ok\n");
        StepReplyParser lines = steps.status("1-a-1").lines();
        assertEquals(new StepStatus.Done(new StepEnd.Exited(3, 0, false)), lines.stepStatus());
        assertEquals(Optional.empty(), lines.serverTimes());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void givesAStepACleanPlaceToRun(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        String script =
                "umask; cat; echo \"[$-]\"; pwd; grep SigIgn /proc/$$/status; env | grep -c ^SSH_;"
                        + " exit 0";
        LocalSteps.Answer answer = steps.start("1-a-1", script);
        List<String> lines = answer.log().lines().toList();
        assertEquals("0022", lines.get(0));
        assertEquals(folder.resolve("home").toRealPath().toString(), lines.get(2));
        assertEquals(shell.run("grep SigIgn /proc/$$/status").out().strip(), lines.get(3));
        assertEquals("0", lines.get(4));
        assertEquals("rw-------", mode(steps.path("1-a-1").resolve("script")));
        assertEquals("rw-------", mode(steps.path("1-a-1").resolve("log")));
        assertEquals("rwx------", mode(steps.path("1-a-1")));
        assertEquals("rwx------", mode(steps.base));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void startsOnceHoweverOftenItIsSentAtTheSameTime(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        for (int i = 0; i < 6; i++) {
            String name = i + "-a-1";
            byte[] text = steps.whole(name, once());
            List<Process> senders = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                senders.add(steps.begin(text));
            }
            for (Process sender : senders) {
                sender.getOutputStream().close();
                sender.waitFor();
            }
            assertEquals(new StepEnd.Exited(0, 4, false), steps.attach(name, 0).end());
            assertEquals("ran\n", steps.attach(name, 0).log());
        }
    }

    /// The script counts its runs in its own log, which only grows.
    private static ServerShell.StepJob once() {
        return LocalSteps.job("echo ran");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void runsOnceWhenItsStartIsKilledAgainAndAgain(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        Random random = new Random(3);
        int kills = 0;
        for (int i = 0; i < 20 || kills <= 20; i++) {
            String name = i + "-a-1";
            byte[] text = steps.whole(name, once());
            for (int k = 0; k < 4; k++) {
                Process sender = steps.begin(text);
                if (!sender.waitFor(random.nextInt(25_000), TimeUnit.MICROSECONDS)) {
                    kills++;
                }
                sender.destroyForcibly().waitFor();
            }
            assertEquals("ran\n", steps.start(name, once()).log(), name);
            assertEquals(new StepEnd.Exited(0, 4, false), steps.attach(name, 0).end());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void runsNothingUntilAllOfTheStartHasCome(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        byte[] text = steps.whole("1-a-1", once());
        for (int cut = 3; cut < text.length - 2; cut += 97) {
            Process sender = steps.begin(java.util.Arrays.copyOf(text, cut));
            sender.getOutputStream().close();
            sender.waitFor();
        }
        assertFalse(Files.exists(steps.base));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void knowsWhetherAStepRunsIsDoneOrIsLost(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        assertEquals(
                new StepStatus.Done(new StepEnd.UnknownStep()),
                steps.status("1-a-1").lines().stepStatus());
        assertEquals(new StepEnd.UnknownStep(), steps.attach("1-a-1", 0).end());
        assertEquals(new StepEnd.UnknownStep(), steps.cancel("1-a-1", 1).end());
        Process sender = steps.begin(steps.whole("1-a-1", LocalSteps.job("echo on; sleep 60")));
        Path pid = steps.path("1-a-1").resolve("pid");
        await(steps.path("1-a-1").resolve("group"));
        while (Files.size(steps.path("1-a-1").resolve("log")) < 3) {
            Thread.sleep(5);
        }
        assertEquals(new StepStatus.Running(3), steps.status("1-a-1").lines().stepStatus());
        String[] words = Files.readString(pid).strip().split(" ");
        ProcessHandle.of(Long.parseLong(words[0])).orElseThrow().destroyForcibly();
        sender.destroyForcibly();
        StepEnd lost = new StepEnd.StepDied("died", 3);
        assertEquals(lost, steps.attach("1-a-1", 0).end());
        assertEquals(new StepStatus.Done(lost), steps.status("1-a-1").lines().stepStatus());
        LocalSteps.Answer left = steps.cancel("1-a-1", 1);
        assertEquals(new StepStatus.Done(lost), left.lines().stepStatus());
        assertEquals(
                1,
                left.lines().survivingProcesses().stream()
                        .filter(text -> text.contains("sleep 60"))
                        .count());
        end(left.lines().survivingProcesses());
        Files.writeString(pid, words[0] + " " + words[1] + " another-boot\n");
        assertEquals(new StepEnd.StepDied("reboot", 3), steps.attach("1-a-1", 0).end());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void takesAReusedPidForNoStepAndEndsNoInnocent(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("1-a-1", "true");
        Process innocent = new ProcessBuilder("setsid", "sleep", "60").start();
        Path step = steps.path("1-a-1");
        String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.delete(step.resolve("rc"));
        Files.writeString(step.resolve("pid"), innocent.pid() + " 1 " + boot + "\n");
        Files.writeString(step.resolve("group"), innocent.pid() + " 1\n");
        assertEquals(
                new StepStatus.Done(new StepEnd.StepDied("died", 0)),
                steps.cancel("1-a-1", 1).lines().stepStatus());
        assertTrue(innocent.isAlive());
        innocent.destroyForcibly();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void endsAStepGentlyThenByForceAndListsWhatIsLeft(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        Process gentle = steps.begin(steps.whole("1-a-1", LocalSteps.job("sleep 60 & sleep 61")));
        Process stubborn =
                steps.begin(
                        steps.whole(
                                "2-b-1",
                                LocalSteps.job(
                                        "setsid sleep 62 </dev/null & trap '' TERM; sleep 63 &"
                                                + " while :; do sleep 0.1; done")));
        await(steps.path("1-a-1").resolve("group"));
        await(steps.path("2-b-1").resolve("group"));
        Thread.sleep(150);
        LocalSteps.Answer one = steps.cancel("1-a-1", 30);
        assertEquals(
                new StepStatus.Done(new StepEnd.Exited(143, 0, false)), one.lines().stepStatus());
        assertEquals(List.of(), one.lines().survivingProcesses());
        assertEquals("", steps.attach("1-a-1", 0).log());
        LocalSteps.Answer two = steps.cancel("2-b-1", 3);
        assertEquals(
                new StepStatus.Done(new StepEnd.Exited(137, 0, false)), two.lines().stepStatus());
        assertEquals(1, two.lines().survivingProcesses().size());
        assertTrue(
                two.lines().survivingProcesses().getFirst().matches("\\d+ sleep 62 ?"),
                two.lines().survivingProcesses().toString());
        end(two.lines().survivingProcesses());
        assertTrue(gentle.waitFor(30, TimeUnit.SECONDS) && stubborn.waitFor(30, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void endsAStepThatPrintsTooMuchThoughNobodyIsConnected(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        List<String> floods =
                List.of(
                        "yes",
                        "trap '' TERM; yes",
                        "yes & wait",
                        "(trap '' TERM; while :; do yes | head -c 100000; done) & wait");
        for (int i = 0; i < floods.size(); i++) {
            // What is left of a step is found by this, on all of the machine.
            String name = i + "-flood-" + ProcessHandle.current().pid();
            ServerShell.StepJob flood =
                    new ServerShell.StepJob(floods.get(i), i == 0, i == 0, 1_000_000);
            Process sender = steps.begin(steps.whole(name, flood));
            await(steps.path(name).resolve("group"));
            sender.destroyForcibly();
            await(steps.path(name).resolve("rc"));
            StepEnd.OutputLimitExceeded end =
                    assertInstanceOf(
                            StepEnd.OutputLimitExceeded.class,
                            steps.status(name).lines().stepEnd().orElseThrow());
            assertFalse(end.filling());
            assertTrue(end.logBytes() > 1_000_000, floods.get(i));
            assertEquals(Files.size(steps.path(name).resolve("log")), end.logBytes());
            assertEquals(
                    List.of(), steps.cancel(name, 1).lines().survivingProcesses(), floods.get(i));
            Files.delete(steps.path(name).resolve("log"));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void endsAStepWhoseLogTakesWhatIsLeftOfTheDisk(Shells shell) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 64)) {
            LocalSteps steps = new LocalSteps(shell, folder, disk.folder().resolve("base"));
            LocalSteps.Answer answer =
                    steps.start(
                            "1-a-1", "while :; do yes | head -c 500000; sleep 0.05; done; exit 0");
            StepEnd.OutputLimitExceeded end =
                    assertInstanceOf(StepEnd.OutputLimitExceeded.class, answer.end());
            assertTrue(end.filling());
            assertEquals(answer.log().length(), end.logBytes());
            assertTrue(disk.folder().toFile().getUsableSpace() > 1_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void typesIntoAStepThatAsks(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        ServerShell.StepJob asks =
                LocalSteps.job(
                        "printf 'Go on? '; read -r answer; echo \"got $answer\"", true, false);
        Process sender = steps.begin(steps.whole("1-a-1", asks));
        await(steps.path("1-a-1").resolve("group"));
        assertTrue(steps.type("1-a-1", "yes\n").lines().wasTyped());
        assertTrue(sender.waitFor(30, TimeUnit.SECONDS));
        assertEquals("Go on? got yes\n", steps.attach("1-a-1", 0).log());
        assertFalse(steps.type("1-a-1", "late\n").lines().wasTyped());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void givesAStepATerminalWhereItInsistsOnOne(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        ServerShell.StepJob asks =
                LocalSteps.job(
                        "tty >/dev/null && printf 'Name: ' && read -r n && echo \"I am $n\"; exit"
                                + " 5",
                        true,
                        true);
        Process sender = steps.begin(steps.whole("1-a-1", asks));
        await(steps.path("1-a-1").resolve("group"));
        Thread.sleep(100);
        assertTrue(steps.type("1-a-1", "Ada\n").lines().wasTyped());
        assertTrue(sender.waitFor(30, TimeUnit.SECONDS));
        LocalSteps.Answer answer = steps.attach("1-a-1", 0);
        assertTrue(
                answer.log().contains("Name: ") && answer.log().contains("I am Ada"), answer.log());
        assertEquals(5, assertInstanceOf(StepEnd.Exited.class, answer.end()).code());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void endsAStepOnATerminal(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        Process sender = steps.begin(steps.whole("1-a-1", LocalSteps.job("sleep 60", true, true)));
        await(steps.path("1-a-1").resolve("group"));
        Thread.sleep(100);
        LocalSteps.Answer answer = steps.cancel("1-a-1", 30);
        assertInstanceOf(StepEnd.Exited.class, answer.end());
        assertEquals(List.of(), answer.lines().survivingProcesses());
        assertTrue(sender.waitFor(30, TimeUnit.SECONDS));
    }

    private static void end(List<String> survivors) {
        for (String survivor : survivors) {
            ProcessHandle.of(Long.parseLong(survivor.split(" ")[0]))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void await(Path file) throws Exception {
        for (int i = 0; i < 3_000 && !Files.exists(file); i++) {
            Thread.sleep(10);
        }
        assertTrue(Files.exists(file), file + " did not come");
    }
}
