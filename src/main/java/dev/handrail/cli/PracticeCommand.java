package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.app.PracticeServers;
import dev.handrail.model.Target;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.Started;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// Keeps the practice server up.
@Command(
        name = "practice",
        description = "Keep the practice server up and say how to reach it, until interrupted.")
final class PracticeCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;

    @Option(
            names = "--fresh",
            description = "Begin with a new deployment; what was done on the last one is deleted.")
    private boolean fresh;

    PracticeCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        // Without the history, so that other commands may use it meanwhile.
        Engine.Config config = context.config();
        try (PracticeServers servers = new PracticeServers(config.folders(), config.noPractice())) {
            return keepUp(servers);
        }
    }

    private int keepUp(PracticeServers servers) {
        if (fresh && servers.start(PracticeServers.USUAL) instanceof Started.Ready) {
            servers.discard(PracticeServers.USUAL);
        }
        return switch (servers.start(PracticeServers.USUAL)) {
            case Started.Failed failed -> out.problem(failed.problem(), Exit.FAILED);
            case Started.Ready(PracticeServer server) -> {
                say(server);
                yield untilInterrupted(servers);
            }
        };
    }

    private void say(PracticeServer server) {
        Target target = server.target();
        if (out.json()) {
            out.json(
                    View.map(
                            "address", target.address(),
                            "host", target.host(),
                            "port", target.port(),
                            "user", target.user(),
                            "identity", server.keyFile().toString(),
                            "hostKey", server.hostKey()));
            return;
        }
        String reach =
                target.address()
                        + " --identity "
                        + server.keyFile()
                        + " --accept-host-key "
                        + server.hostKey();
        out.say("The practice server is up at " + target.address() + ".");
        out.say("  Host key: " + server.hostKey());
        out.say(
                "  By hand:  ssh -i "
                        + server.keyFile()
                        + " -p "
                        + target.port()
                        + " "
                        + target.user()
                        + "@"
                        + target.host());
        out.say("  Look:     handrail detect " + reach);
        out.say("  Upgrade:  handrail upgrade " + reach);
        out.say("It ends with Ctrl-C; what was done on it is kept.");
        out.terminal().out().flush();
    }

    private int untilInterrupted(PracticeServers servers) {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Terminal.Hook _ =
                out.terminal()
                        .onInterrupt(() -> {
                            servers.close();
                            interrupted.countDown();
                        })) {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Exit.OK;
    }
}
