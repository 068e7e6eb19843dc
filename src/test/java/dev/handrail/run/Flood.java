package dev.handrail.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.session.Runner;
import dev.handrail.store.DataStore;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;
import dev.handrail.ui.console.buffer.LineStore;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A Handrail with little memory, in a process of its own, for which a server prints far more than
/// that: over SSH, masked, into the journal and into the lines of a console.
final class Flood {
    private static final long LINE = 1L << 30;

    private Flood() {}

    /// `args`: a folder for the journal. Says how each step ended, how many bytes of it are in the
    /// journal and on the server, and how many lines the console has.
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        DataStore store = ((StoreOpenResult.Ready) DataStore.open(folder.resolve("data"))).store();
        try (OpenSsh server = OpenSsh.start();
                ServerConnection link =
                        new ServerConnection(server.target(), server.connector(), Askers.nobody());
                LineStore lines = new LineStore()) {
            AtomicLong heard = new AtomicLong();
            RunListener console =
                    new RunListener() {
                        @Override
                        public void onEvent(RunEvent event) {
                            if (event instanceof RunEvent.StepStarted) {
                                lines.addHeading("A step", 0, event.seq());
                            }
                        }

                        @Override
                        public void onOutput(long step, long offset, byte[] bytes) {
                            lines.feedOutput(bytes, 0, bytes.length, 0);
                            heard.addAndGet(bytes.length);
                        }
                    };
            Steps steps =
                    Steps.of(
                            Steps.script("line", "head -c " + LINE + " /dev/zero | tr '\\0' x\n")
                                    .step(),
                            Steps.script("noise", "head -c 20000000 /dev/urandom\n").step(),
                            // As endless as `yes`, but it leaves the machine some room.
                            Steps.script(
                                            "endless",
                                            "while :; do yes | head -c 100000; sleep 0.05; done\n")
                                    .step());
            RunHandle running =
                    new Runner(store.journal(), Clock.systemUTC(), folder.resolve("copies"))
                            .startRun(
                                    steps.plan(),
                                    Map.of("server", link),
                                    Answers.none().then(Choice.STOP),
                                    console);
            while (heard.get() < LINE + 25_000_000 && !running.hasEnded()) {
                Thread.sleep(20);
            }
            running.cancelStep();
            running.awaitOutcome();
            Run run = Run.of(running.runId(), store.journal().readEvents(running.runId()));
            for (StepRun step : run.steps()) {
                Path log = server.base().resolve(run.id()).resolve(step.folder()).resolve("log");
                System.out.printf(
                        "%s %s %d %d%n",
                        step.step().info().id(),
                        step.outcome().orElseThrow(),
                        store.journal().outputEndOffset(run.id(), step.seq()),
                        java.nio.file.Files.size(log));
            }
            byte[] last = "still here\n".getBytes(UTF_8);
            lines.feedOutput(last, 0, last.length, 0);
            System.out.printf("%s%n", lines.lastText().orElse("nothing"));
        } finally {
            store.close();
        }
    }
}
