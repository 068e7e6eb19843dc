package dev.handrail.torture;

import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.TransportShells;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.run.Journal;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunListener;
import dev.handrail.run.session.Runner;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A short upgrade of this machine, by the real runner, protocol and scripts: each step notes that
/// it ran, and prints lines.
final class LocalUpgrade {
    static final List<String> STEPS = List.of("stop", "migrate", "start");
    private static final int LINES = 200;

    private final Path folder;
    private final Runner runner;

    /// `folder`: that of the server and its notes.
    LocalUpgrade(Path folder, Journal journal) {
        this.folder = folder;
        this.runner = new Runner(journal, Clock.systemUTC(), folder.resolve("copies"));
    }

    /// Nobody answers its questions.
    RunHandle startRun(RunListener listener) {
        return runner.startRun(plan(), connections(), _ -> Optional.empty(), listener);
    }

    RunHandle resumeRun(String run) {
        return runner.resumeRun(run, connections(), _ -> Optional.empty(), RunListener.NOBODY);
    }

    /// Where each step that runs adds a line.
    Path notes() {
        return folder.resolve("ran");
    }

    static String outputOf(String step) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, LINES)
                .forEach(line -> text.append(step).append(' ').append(line).append('\n'));
        return text.toString();
    }

    private Map<String, ServerConnection> connections() {
        Target target = Target.of(System.getProperty("user.name"), "localhost", 22);
        return Map.of("server", new ServerConnection(target, this::connect, new Nobody()));
    }

    private ShellConnector.ConnectResult connect(
            Target target, ShellConnector.UserInteraction asker, Duration limit) {
        try (ConnectDeadline deadline = new ConnectDeadline(limit)) {
            LocalTransport transport = new LocalTransport(folder.resolve("base"));
            return new ShellConnector.ConnectResult.Connected(
                    TransportShells.openShell(target, transport, asker, deadline));
        } catch (ConnectFailedException e) {
            return new ShellConnector.ConnectResult.Failed(e.problem());
        }
    }

    private Plan.Ready plan() {
        List<Step> steps = STEPS.stream().map(this::step).toList();
        return new Plan.Ready(
                "product",
                "Product",
                new Plan.PlanRoute("in-place", Message.literal("In place"), List.of("server")),
                Version.of("1.0"),
                Version.of("2.0"),
                List.of(new Hop(1, Version.of("1.0"), Version.of("2.0"), steps)),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Facts(List.of()),
                Optional.empty(),
                new ScriptText("lib.sh", "# nothing\n"),
                Optional.empty());
    }

    private Step step(String id) {
        String text =
                "echo %s >>'%s'\ni=0\nwhile [ $i -lt %d ]; do echo %s $i; i=$((i + 1)); done\n"
                        .formatted(id, notes(), LINES, id);
        return new Step.Script(
                info(id),
                new ScriptText(id + ".sh", text),
                Optional.empty(),
                Optional.empty(),
                Step.Evidence.EXIT_CODE,
                List.of(),
                Duration.ofMinutes(5),
                false,
                false);
    }

    private static Step.StepInfo info(String id) {
        return new Step.StepInfo(
                id,
                Phase.UPGRADE,
                Message.literal("Do " + id),
                Message.EMPTY,
                "server",
                Reversibility.FREE,
                false,
                "",
                Optional.empty());
    }

    /// Trusts, and knows no secret.
    private static final class Nobody implements ShellConnector.UserInteraction {
        @Override
        public boolean trustHostKey(ShellConnector.HostKey key) {
            return true;
        }

        @Override
        public Optional<char[]> askSecret(ShellConnector.SecretRequest ask) {
            return Optional.empty();
        }
    }
}
