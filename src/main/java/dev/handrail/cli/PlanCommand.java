package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.detect.Found;
import dev.handrail.model.Plan;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;
import java.util.concurrent.Callable;

/// Says how an upgrade would go.
@Command(name = "plan", description = "Say how an upgrade would go, step by step. Changes nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final WishOptions wish = new WishOptions();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(names = "--explain", description = "Give the reason and the source of everything.")
    private boolean explain;

    PlanCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        Optional<String> wrong = wish.wrong();
        if (wrong.isPresent()) {
            return out.problem("usage.wish", wrong.get(), "", Exit.USAGE);
        }
        return context.withEngine(
                out,
                engine ->
                        new Look(out, engine, server)
                                .product(
                                        target,
                                        wish.product(),
                                        (link, found) -> plan(engine, link, found)));
    }

    private int plan(Engine engine, Link link, Found found) throws LinkLost {
        Plan plan = wish.plan(engine, found, engine.detector().releases(link.shell(), found));
        if (out.json()) {
            out.json(View.plan(plan));
        } else {
            PlanText text =
                    explain
                            ? PlanText.explaining(out.terminal(), engine.copies(), found.runbook())
                            : new PlanText(out.terminal(), engine.copies());
            text.print(plan);
        }
        return wish.unfit(plan)
                .map(unfit -> out.problem(unfit.problem(), unfit.exit()))
                .orElse(plan instanceof Plan.Blocked ? Exit.BLOCKED : Exit.OK);
    }
}
