package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.detect.Found;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.Started;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Runs the whole practice upgrade in the terminal.
@Command(
        name = "rehearse",
        description =
                "Run the whole practice upgrade in the terminal, on a fresh practice server. Exits"
                        + " 0 when it is verified. Where the practice server cannot run, a recorded"
                        + " upgrade is played.")
final class RehearseCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Parameter of the practice runbook, such as PRACTICE_PACE=quick or"
                            + " PRACTICE_FAILURE=migration.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--ask",
            description = "Ask what an upgrade asks, instead of giving the usual answers.")
    private boolean ask;

    RehearseCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withJournal(out, this::rehearse);
    }

    private int rehearse(Engine engine) {
        return engine.noPractice()
                .map(problem -> playRecorded(engine, problem))
                .orElseGet(() -> rehearseHere(engine));
    }

    /// What is left where the practice server cannot run.
    private int playRecorded(Engine engine, Problem noPractice) {
        if (!parameters.isEmpty()) {
            return out.problem(
                    "usage.recording",
                    "A recorded run plays as it was recorded: --set needs the practice server. "
                            + noPractice.what(),
                    "Leave --set out to play the recording.",
                    Exit.USAGE);
        }
        if (out.json()) {
            out.json(View.map("event", "recording", "because", View.problem(noPractice)));
        } else {
            out.say(noPractice.what());
            out.say("So a recorded practice upgrade is played: nothing is changed on any server.");
        }
        return walk(engine).playRecorded();
    }

    private Walk walk(Engine engine) {
        return new Walk(
                out,
                engine,
                ask ? new Answers(List.of(), true, Optional.empty(), false) : Answers.REHEARSAL);
    }

    private int rehearseHere(Engine engine) {
        String name = "rehearsal-" + Long.toString(Clock.systemUTC().millis(), Character.MAX_RADIX);
        return switch (engine.practice(name)) {
            case Started.Failed failed -> out.problem(failed.problem(), Exit.FAILED);
            case Started.Ready(PracticeServer server) -> {
                int exit = rehearse(engine, server);
                if (exit == Exit.OK) {
                    engine.discardPractice(name);
                }
                yield exit;
            }
        };
    }

    private int rehearse(Engine engine, PracticeServer server) {
        // A practice server needs no options: the engine knows its keys.
        Look look = new Look(out, engine, new ServerOptions());
        return look.connected(
                server.target(),
                link -> {
                    Optional<Found> found = practice(engine, link);
                    return found.isPresent() ? upgrade(engine, link, found.get()) : lacking(server);
                });
    }

    private static Optional<Found> practice(Engine engine, Link link) throws LinkLost {
        return engine.detector().detect(link.shell()).products().stream()
                .filter(found -> found.runbook().id().equals("practice"))
                .findFirst();
    }

    private int lacking(PracticeServer server) {
        return out.problem(
                "practice.broken",
                "The practice deployment is not on the practice server.",
                "Look into " + server.keyFile().getParent() + ".",
                Exit.FAILED);
    }

    private int upgrade(Engine engine, Link link, Found found) throws LinkLost {
        Wish wish = new Wish(Optional.empty(), Optional.empty(), false, parameters, Map.of());
        Plan plan =
                engine.planner()
                        .plan(
                                found.runbook(),
                                found.facts(),
                                engine.detector().releases(link.shell(), found),
                                wish);
        if (!out.json()) {
            new PlanText(out.terminal(), engine.copies()).print(plan);
        }
        if (!(plan instanceof Plan.Ready ready)) {
            return Exit.BLOCKED;
        }
        int exit = walk(engine).start(ready, Map.of(ready.route().roles().getFirst(), link));
        return exit == Exit.OK ? verified(engine, link, ready) : exit;
    }

    /// Looks once more, as if for the first time.
    private int verified(Engine engine, Link link, Plan.Ready plan) throws LinkLost {
        Optional<Version> now = practice(engine, link).flatMap(Found::version);
        if (now.filter(version -> version.sameAs(plan.to())).isEmpty()) {
            String seen = now.map(Version::text).orElse("nothing");
            return out.problem(
                    "practice.unverified",
                    "The run is over, but "
                            + seen
                            + " is seen on the server instead of "
                            + plan.to()
                            + ".",
                    "",
                    Exit.FAILED);
        }
        if (out.json()) {
            out.json(View.map("event", "verified", "version", plan.to().text()));
        } else {
            out.say("Verified: " + plan.productName() + " " + plan.to() + " runs.");
        }
        return Exit.OK;
    }
}
