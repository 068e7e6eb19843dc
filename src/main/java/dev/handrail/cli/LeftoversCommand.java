package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Left;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.report.Words;
import dev.handrail.run.Leftovers;
import dev.handrail.run.Leftovers.OnServer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Says what runs have left behind, and removes what is asked for.
@Command(
        name = "leftovers",
        description =
                "Say what runs have left on a server and here, with the command that removes each."
                        + " Removes nothing unasked.")
final class LeftoversCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            description =
                    "Remove this one, as the list names it, after asking. What is in use is"
                            + " refused.")
    private String remove = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Confirm the removal.")
    private boolean yes;

    @Option(
            names = "--newest-backup",
            description = "Confirm that what is removed may be the newest whole backup.")
    private boolean newest;

    LeftoversCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out,
                engine ->
                        new Look(out, engine, server)
                                .connected(target, link -> leftovers(engine, link)));
    }

    private int leftovers(Engine engine, Link link) throws LinkLost {
        List<OnServer> there = Leftovers.on(link.shell());
        if (!remove.isEmpty()) {
            return remove(link, there);
        }
        List<Left> here = Leftovers.here(engine.copies());
        if (out.json()) {
            out.json(
                    View.map(
                            "server",
                            link.target().address(),
                            "leftovers",
                            there.stream().map(LeftoversCommand::view).toList(),
                            "copies",
                            here.stream().map(View::left).toList()));
            return Exit.OK;
        }
        out.say(
                there.isEmpty()
                        ? "No run has left anything on " + link.target().address() + "."
                        : "Left on " + link.target().address() + ":");
        for (OnServer each : there) {
            print(each.left());
            if (!each.use().isEmpty()) {
                out.say("      In use: " + each.use() + ".");
            } else if (each.newest()) {
                out.say("      The newest whole backup, or it is inside.");
            }
        }
        if (!here.isEmpty()) {
            out.say("Copied to this workstation:");
            here.forEach(this::print);
        }
        return Exit.OK;
    }

    private void print(Left left) {
        out.say("  %s %s, %s".formatted(left.kind(), left.name(), Words.size(left.kilobytes())));
        out.say("      Kept: " + left.why() + ". Remove it with: " + left.command());
    }

    private int remove(Link link, List<OnServer> there) throws LinkLost {
        Optional<OnServer> one =
                there.stream().filter(each -> each.left().name().equals(remove)).findFirst();
        if (one.isEmpty()) {
            return out.problem(
                    "leftovers.unknown",
                    "No run has left anything of the name " + remove + " there.",
                    "See the list: handrail leftovers " + target,
                    Exit.NOT_FOUND);
        }
        OnServer left = one.get();
        boolean sure =
                yes
                        || context.terminal()
                                .confirm(
                                        "Remove %s %s (%s) for good?"
                                                .formatted(
                                                        left.left().kind(),
                                                        left.left().name(),
                                                        Words.size(left.left().kilobytes())));
        boolean surer = newest;
        if (sure && left.newest() && !newest && !yes) {
            surer =
                    context.terminal()
                            .confirm(
                                    "It is the newest whole backup, or has it inside: without it"
                                            + " nothing can be restored. Remove it all the same?");
            sure = surer;
        }
        if (!sure) {
            return out.problem(
                    "leftovers.not-confirmed",
                    "Nothing was removed: it was not confirmed.",
                    "Answer y, or add --yes.",
                    Exit.ANSWER_NEEDED);
        }
        Optional<Problem> problem = Leftovers.remove(link.shell(), remove, surer);
        if (problem.isPresent()) {
            return out.problem(problem.get(), Exit.FAILED);
        }
        if (out.json()) {
            out.json(View.map("removed", remove));
        } else {
            out.say(remove + " is removed.");
        }
        return Exit.OK;
    }

    private static Map<String, Object> view(OnServer each) {
        Map<String, Object> all = View.left(each.left());
        all.put("run", each.run());
        all.put("inUse", each.use());
        all.put("newestBackup", each.newest());
        return all;
    }
}
