package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.app.WindowEnd;
import dev.handrail.detect.Found;
import dev.handrail.model.Plan;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Upgrades a server.
@Command(name = "upgrade", description = "Upgrade a server, step by step, and show what happens.")
final class UpgradeCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final WishOptions wish = new WishOptions();
    @Mixin private final RunOptions run = new RunOptions();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(
            names = "--server",
            paramLabel = "ROLE=SERVER",
            description = "Another server of the route, such as new=root@10.0.0.5.")
    private Map<String, String> others = new LinkedHashMap<>();

    @Option(
            names = "--window-ends",
            paramLabel = "HH:MM",
            description =
                    "When your maintenance window ends, by this computer's clock: before a point of"
                            + " no return Handrail says whether there is time enough.")
    private String windowEnds = "";

    UpgradeCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        if (!windowEnds.isEmpty() && window(ZonedDateTime.now(ZoneId.systemDefault())).isEmpty()) {
            return out.problem(
                    "usage.window",
                    "\"" + windowEnds + "\" is not a time of day.",
                    "Write it as 17:30.",
                    Exit.USAGE);
        }
        Optional<String> wrong = wish.wrong();
        if (wrong.isPresent()) {
            return out.problem("usage.wish", wrong.get(), "", Exit.USAGE);
        }
        return run.with(
                out, answers -> context.withJournal(out, engine -> upgrade(engine, answers)));
    }

    private int upgrade(Engine engine, Answers answers) {
        Look look = new Look(out, engine, server);
        Walk walk = new Walk(out, engine, answers);
        return look.product(
                target, wish.product(), (link, found) -> upgrade(look, walk, link, found));
    }

    private int upgrade(Look look, Walk walk, Link link, Found found) throws LinkLost {
        Engine engine = look.engine();
        Plan plan = wish.plan(engine, found, engine.detector().releases(link.shell(), found));
        if (!out.json()) {
            new PlanText(out.terminal(), engine.copies()).print(plan);
        } else if (!(plan instanceof Plan.Ready)) {
            out.json(View.plan(plan));
        }
        Optional<WishOptions.Unfit> unfit = wish.unfit(plan);
        if (unfit.isPresent()) {
            return out.problem(unfit.get().problem(), unfit.get().exit());
        }
        return switch (plan) {
            case Plan.UpToDate _ -> Exit.OK;
            case Plan.Blocked _ -> Exit.BLOCKED;
            case Plan.Ready ready ->
                    confirmed() ? walk(look, walk, link, timed(engine, ready)) : unconfirmed();
        };
    }

    private Plan.Ready timed(Engine engine, Plan.Ready plan) {
        return window(engine.clock().instant().atZone(ZoneId.systemDefault()))
                .map(plan::endingBy)
                .orElse(plan);
    }

    private Optional<Instant> window(ZonedDateTime now) {
        return WindowEnd.next(windowEnds, now);
    }

    private boolean confirmed() {
        return run.yes() || (!out.json() && out.terminal().confirm("Start?"));
    }

    private int unconfirmed() {
        return out.problem(
                "answer.start",
                "Nothing was changed.",
                "Add --yes to start unasked.",
                Exit.ANSWER_NEEDED);
    }

    /// The first role of the route is the server of the command line; the others are given by name.
    private int walk(Look look, Walk walk, Link first, Plan.Ready plan) throws LinkLost {
        return walk(
                look,
                walk,
                plan,
                new LinkedHashMap<>(Map.of(plan.route().roles().getFirst(), first)));
    }

    private int walk(Look look, Walk walk, Plan.Ready plan, Map<String, Link> links)
            throws LinkLost {
        Optional<String> missing =
                plan.route().roles().stream().filter(role -> !links.containsKey(role)).findFirst();
        if (missing.isEmpty()) {
            return walk.start(plan, links);
        }
        String role = missing.get();
        String other = others.getOrDefault(role, "");
        if (other.isEmpty()) {
            return out.problem(
                    "usage.role",
                    "This route needs a second server, \"" + role + "\".",
                    "Name it: --server " + role + "=user@host",
                    Exit.USAGE);
        }
        return look.connected(
                other,
                link -> {
                    links.put(role, link);
                    return walk(look, walk, plan, links);
                });
    }
}
