package dev.handrail.cli.command;

import dev.handrail.app.EngineConfig;
import dev.handrail.app.PracticeServers;
import dev.handrail.cli.json.PracticeView;
import dev.handrail.cli.option.PracticeRunOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// Keeps the practice server running until the command is interrupted, or runs the whole practice
/// upgrade on a fresh server with `--run`.
@Command(
        name = "practice",
        description = {
            "Keep the practice server up and print how to reach it, until interrupted.",
            "",
            "With --run: run the whole practice upgrade in the terminal, on a fresh practice"
                + " server. Exits with 0 when it is verified. Where the practice server cannot run,"
                + " Handrail plays a recorded upgrade."
        })
public final class PracticeCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final PracticeRunOptions options = new PracticeRunOptions();

    @Option(names = "--run", description = "Run the whole practice upgrade.")
    private boolean run;

    @Option(names = "--fresh", description = "Start with a new deployment and delete the last one.")
    private boolean fresh;

    public PracticeCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        if (run) {
            return new PracticeUpgrade(out, options).run(context);
        }
        return options.areGiven()
                ? out.reportProblem(
                        "usage.practice",
                        Message.of("cli.practice.run-missing.what"),
                        Message.of("cli.practice.run-missing.todo"),
                        ExitCodes.USAGE)
                : keepRunning();
    }

    private int keepRunning() {
        // Without the history, so that other commands may use it meanwhile.
        EngineConfig config = context.config();
        try (PracticeServers servers = new PracticeServers(config.folders(), config.noPractice())) {
            return keepRunning(servers);
        }
    }

    /// Starts the server; `--fresh` deletes its folder before. Returns when the command is
    /// interrupted, or with an error if the server cannot start.
    private int keepRunning(PracticeServers servers) {
        if (fresh) {
            discardLast(servers);
        }
        return switch (servers.startServer(PracticeServers.USUAL)) {
            case PracticeStartResult.Failed failed ->
                    out.reportProblem(failed.problem(), ExitCodes.FAILED);
            case PracticeStartResult.Ready(PracticeServer server) -> {
                printAccess(server);
                yield awaitInterrupt(servers);
            }
        };
    }

    /// A server must run before it can be discarded.
    private static void discardLast(PracticeServers servers) {
        if (servers.startServer(PracticeServers.USUAL) instanceof PracticeStartResult.Ready) {
            servers.discardServer(PracticeServers.USUAL);
        }
    }

    /// Flushes, because scripts wait for these lines while the command keeps running.
    private void printAccess(PracticeServer server) {
        if (out.isJson()) {
            out.printJson(PracticeView.of(server));
            return;
        }
        printCommands(server);
        out.commandTerminal().out().flush();
    }

    /// Prints commands that the reader can copy to log in, detect and upgrade.
    private void printCommands(PracticeServer server) {
        String options =
                "%s --identity %s --accept-host-key %s"
                        .formatted(
                                server.target().addressText(), server.keyFile(), server.hostKey());
        out.printLine(Message.of("cli.practice.up", server.target().addressText()));
        printDetail(Message.of("cli.practice.host-key", server.hostKey()));
        printDetail(Message.of("cli.practice.log-in", sshCommand(server)));
        printDetail(Message.of("cli.practice.detect", "handrail detect " + options));
        printDetail(Message.of("cli.practice.upgrade", "handrail upgrade " + options));
        out.printLine(Message.of("cli.practice.stop"));
    }

    private static String sshCommand(PracticeServer server) {
        Target target = server.target();
        return "ssh -i %s -p %d %s@%s"
                .formatted(server.keyFile(), target.port(), target.user(), target.host());
    }

    private void printDetail(Message message) {
        out.printLine("  " + out.commandTerminal().words(message));
    }

    /// Waits until the command is interrupted. The hook stops the server on the interrupt thread,
    /// because the process may end before this thread continues.
    private int awaitInterrupt(PracticeServers servers) {
        CountDownLatch interrupted = new CountDownLatch(1);
        Runnable stop =
                () -> {
                    servers.close();
                    interrupted.countDown();
                };
        try (CommandTerminal.InterruptHook _ = out.commandTerminal().onInterrupt(stop)) {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.OK;
    }
}
