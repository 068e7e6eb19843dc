package dev.handrail.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.ScriptText;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.remote.ServerShell.StepJob;
import dev.handrail.remote.step.StepScripts;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// The models of the simulated server answer as the real scripts do, which a shell of this machine
/// runs: the same operations in the same order, the same answers.
@Timeout(120)
@Tag("ssh")
class ScriptModelTest {
    @TempDir Path folder;

    private final StepScripts steps = new StepScripts("/bin/sh");

    /// What happens on one side.
    private interface Operations {
        void on(ScriptHost host, List<String> answers);
    }

    private void compare(int least, Operations operations) throws Exception {
        List<String> real = new ArrayList<>();
        operations.on(new ScriptHost.RealHost(Files.createDirectory(folder.resolve("base"))), real);
        List<String> modelled = new ArrayList<>();
        VirtualTime time = new VirtualTime();
        SimulatedServer server =
                new SimulatedServer(time, new Random(1), new Faults(new Random(1), Set.of()));
        Throwable[] thrown = new Throwable[1];
        time.run(
                () -> {
                    try {
                        operations.on(new ScriptHost.ModelHost(server), modelled);
                    } catch (Throwable e) {
                        thrown[0] = e;
                    }
                },
                Duration.ofDays(1));
        assertEquals(null, thrown[0]);
        assertEquals(String.join("\n", real), String.join("\n", modelled));
        assertTrue(real.size() >= least, real::toString);
    }

    private static StepFolder step(ScriptHost host, String name) {
        return new StepFolder(host.base(), "run", name);
    }

    private String start(ScriptHost host, String name, String text) {
        StepJob job = new StepJob(text, false, false, 1_000_000);
        return steps.startScript(step(host, name), job, 0, "");
    }

    @Test
    void startsFollowsAndReportsAStepAlike() throws Exception {
        compare(
                9,
                (host, answers) -> {
                    String echo = start(host, "a", "echo hello #simulated echo hello\n");
                    answers.add(host.run(steps.statusScript(step(host, "a"))));
                    answers.add(host.run(steps.attachScript(step(host, "a"), 0)));
                    answers.add(host.run(echo));
                    answers.add(host.run(echo));
                    answers.add(host.run(steps.attachScript(step(host, "a"), 3)));
                    answers.add(host.run(steps.attachScript(step(host, "a"), 100)));
                    answers.add(host.run(steps.statusScript(step(host, "a"))));
                    answers.add(host.run(steps.cancelScript(step(host, "a"), 5)));
                    answers.add(host.run(start(host, "b", "exit 3 #simulated exit 3\n")));
                });
    }

    @Test
    void cancelsAStepAlike() throws Exception {
        compare(
                4,
                (host, answers) -> {
                    ScriptHost.Running running =
                            host.launch(start(host, "a", "exec sleep 60 #simulated sleep 60\n"));
                    host.awaitFile("run/a/group");
                    answers.add(host.run(steps.statusScript(step(host, "a"))));
                    answers.add(host.run(sameBoot(host, "a")));
                    answers.add(host.run(steps.cancelScript(step(host, "a"), 50)));
                    answers.add(running.answer());
                });
    }

    private static String sameBoot(ScriptHost host, String name) {
        return ShellQuote.exportAssignments(Map.of("STEP_FOLDER", host.base() + "/run/" + name))
                + ScriptText.builtIn("run/same-boot.sh").text();
    }

    @Test
    void readsWhatAPowerCutHasLeftAlike() throws Exception {
        compare(
                15,
                (host, answers) -> {
                    List<String> pids =
                            List.of(
                                    "",
                                    "999999 1 " + host.bootId() + "\n",
                                    "1 1 earlier\n",
                                    "odd\n");
                    for (int i = 0; i < pids.size(); i++) {
                        String name = "pid" + i;
                        host.write("run/" + name + "/pid", pids.get(i));
                        ask(host, name, answers);
                        host.write("run/" + name + "/log", "printed\n");
                        ask(host, name, answers);
                        host.write("run/" + name + "/rc", "");
                        ask(host, name, answers);
                        host.write("run/" + name + "/rc", "0 8 ok\n");
                        ask(host, name, answers);
                    }
                    host.write("run/none/script", "");
                    ask(host, "none", answers);
                });
    }

    private void ask(ScriptHost host, String name, List<String> answers) {
        answers.add(host.run(steps.statusScript(step(host, name))));
        answers.add(host.run(steps.attachScript(step(host, name), 0)));
        answers.add(host.run(steps.cancelScript(step(host, name), 1)));
    }

    @Test
    void locksAlike() throws Exception {
        compare(
                16,
                (host, answers) -> {
                    answers.add(host.run(lock(host, "one", "", "", 180)));
                    answers.add(host.run(lock(host, "one", "", "", 180)));
                    answers.add(host.run(lock(host, "two", "", "", 180)));
                    answers.add(host.run(lock(host, "two", "", "one", 180)));
                    answers.add(host.run(keep(host, "one")));
                    answers.add(host.run(keep(host, "two")));
                    answers.add(host.run(lock(host, "two", "", "one", 0)));
                    answers.add(host.run(keep(host, "one")));
                    answers.add(host.run(lock(host, "one", "", "", 180)));
                    answers.add(host.run(lock(host, "one", "", "one", 180)));
                    answers.add(host.run(unlock(host, "one")));
                    answers.add(host.run(lock(host, "three", "two", "", 180)));
                    answers.add(host.run(unlock(host, "three")));
                    answers.add(host.run(keep(host, "three")));
                    answers.add(host.run(lock(host, "four", "", "", 180)));
                    host.write("lock/owner", "");
                    answers.add(host.run(keep(host, "four")));
                    answers.add(host.run(lock(host, "four", "", "", 180)));
                    host.write("four/1-a-1/script", "");
                    answers.add(host.run(lock(host, "four", "", "", 180)));
                });
    }

    @Test
    void refusesAlikeOnAFullDisk() throws Exception {
        compare(
                6,
                (host, answers) -> {
                    String echo = start(host, "a", "echo hello #simulated echo hello\n");
                    host.setFull(true);
                    answers.add(host.run(lock(host, "one", "", "", 180)));
                    answers.add(host.run(echo));
                    answers.add(host.run(steps.statusScript(step(host, "a"))));
                    host.setFull(false);
                    answers.add(host.run(lock(host, "one", "", "", 180)));
                    answers.add(host.run(echo));
                    answers.add(host.run(keep(host, "one")));
                });
    }

    private static String lock(ScriptHost host, String run, String also, String over, int quiet) {
        return withLock(
                host,
                "lock",
                Map.of(
                        "LOCK_RUN", run,
                        "LOCK_WHO", "admin@" + run,
                        "LOCK_ALSO", also,
                        "LOCK_OVER", over,
                        "LOCK_QUIET", Integer.toString(quiet)));
    }

    private static String keep(ScriptHost host, String run) {
        return withLock(host, "lock-keep", Map.of("LOCK_RUN", run));
    }

    private static String unlock(ScriptHost host, String run) {
        return withLock(host, "unlock", Map.of("LOCK_RUN", run));
    }

    private static String withLock(ScriptHost host, String name, Map<String, String> values) {
        return ShellQuote.exportAssignments(Map.of("LOCK_BASE", host.base()))
                + ShellQuote.exportAssignments(values)
                + ScriptText.builtIn("run/" + name + ".sh").text();
    }
}
