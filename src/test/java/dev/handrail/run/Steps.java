package dev.handrail.run;

import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Step.Evidence;
import dev.handrail.model.Step.Prompt;
import dev.handrail.model.Version;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes plans for tests: one hop from 1.0 to 2.0 on one server, or on two.
final class Steps {
    private final List<Step> steps = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private List<String> roles = List.of("server");
    private Optional<ScriptText> state = Optional.empty();

    static One script(String id, String text) {
        return new One(id, text);
    }

    static Step manual(String id, String check) {
        return new Step.Manual(
                info(id, Reversibility.FREE, false),
                Message.literal("Please do " + id + "."),
                Optional.of(check).filter(c -> !c.isEmpty()).map(Steps::text));
    }

    static Step merge(String id, String files) {
        return new Step.Merge(info(id, Reversibility.FREE, true), text(files));
    }

    /// A merge step that asks in the first phase what the step `writing` writes.
    static Step mergeBefore(String id, String files, String writing) {
        return new Step.Merge(
                info(id, Phase.PREPARE, Reversibility.FREE, true, Optional.empty()),
                text(files),
                Optional.of(writing),
                Optional.empty());
    }

    /// The same with a proof of what it would write.
    static Step withProof(Step merge, String proof) {
        Step.Merge step = (Step.Merge) merge;
        return new Step.Merge(step.info(), step.files(), step.decides(), Optional.of(text(proof)));
    }

    static Step copy(String id, String files, String to) {
        return new Step.Copy(info(id, Reversibility.FREE, false), text(files), to);
    }

    static Steps of(Step... all) {
        Steps made = new Steps();
        made.steps.addAll(List.of(all));
        return made;
    }

    Steps failure(String key, String pattern, String recovery) {
        Optional<ScriptText> script =
                Optional.of(recovery).filter(r -> !r.isEmpty()).map(Steps::text);
        failures.add(
                new Failure(
                        key,
                        pattern,
                        Message.literal("It means " + key + "."),
                        Message.literal("Do it."),
                        script,
                        ""));
        return this;
    }

    Steps state(String script) {
        state = Optional.of(text(script));
        return this;
    }

    Steps roles(String... names) {
        roles = List.of(names);
        return this;
    }

    Plan.Ready plan() {
        return new Plan.Ready(
                "status-page",
                "Status-Page",
                new Plan.PlanRoute("in-place", Message.literal("Upgrade in place"), roles),
                Version.of("1.0"),
                Version.of("2.0"),
                List.of(new Hop(1, Version.of("1.0"), Version.of("2.0"), List.copyOf(steps))),
                List.of(),
                List.of(),
                failures,
                Map.of("PYTHON", "/usr/bin/python3"),
                new Facts(List.of(new Facts.Fact("os.id", "it's debian", "cat"))),
                state,
                ScriptText.builtIn("runbooks/lib.sh"),
                Optional.empty());
    }

    static ScriptText text(String script) {
        return new ScriptText("step.sh", script);
    }

    private static Step.StepInfo info(String id, Reversibility back, boolean skippable) {
        return info(id, Phase.UPGRADE, back, skippable, Optional.empty());
    }

    private static Step.StepInfo info(
            String id,
            Phase phase,
            Reversibility back,
            boolean skippable,
            Optional<Step.ServiceChange> services) {
        return new Step.StepInfo(
                id,
                phase,
                Message.literal("Do " + id),
                Message.literal("Why " + id + "."),
                "server",
                back,
                skippable,
                "",
                Optional.empty(),
                services);
    }

    /// A script step; everything that is not said is plain.
    static final class One {
        private final String id;
        private final String text;
        private Optional<ScriptText> check = Optional.empty();
        private Optional<ScriptText> undo = Optional.empty();
        private Evidence evidence = Evidence.EXIT_CODE;
        private List<Prompt> prompts = List.of();
        private Duration timeout = Duration.ofMinutes(30);
        private Reversibility back = Reversibility.FREE;
        private Phase phase = Phase.UPGRADE;
        private boolean skippable;
        private boolean repeatable = true;
        private boolean probed;
        private Optional<Integer> outputLimit = Optional.empty();
        private Optional<Step.UndoInfo> undoInfo = Optional.empty();
        private Optional<Step.ServiceChange> services = Optional.empty();

        private One(String id, String text) {
            this.id = id;
            this.text = text;
        }

        One check(String script) {
            check = Optional.of(text(script));
            return this;
        }

        One undo(String script) {
            undo = Optional.of(text(script));
            return this;
        }

        One evidence(Evidence what) {
            evidence = what;
            return this;
        }

        One prompts(Prompt... all) {
            prompts = List.of(all);
            return this;
        }

        One timeout(Duration time) {
            timeout = time;
            return this;
        }

        One phase(Phase when) {
            phase = when;
            return this;
        }

        One needsRestore() {
            back = Reversibility.NEEDS_RESTORE;
            return this;
        }

        One probed() {
            probed = true;
            return this;
        }

        /// `losses`: prints which rows the undo step replaces.
        One undoInfo(String title, String losses) {
            undoInfo =
                    Optional.of(
                            new Step.UndoInfo(
                                    Message.literal(title),
                                    Message.EMPTY,
                                    Optional.of(losses)
                                            .filter(t -> !t.isEmpty())
                                            .map(Steps::text)));
            return this;
        }

        One services(Step.ServiceChange change) {
            services = Optional.of(change);
            return this;
        }

        One oneWay() {
            back = Reversibility.ONE_WAY;
            return this;
        }

        One skippable() {
            skippable = true;
            return this;
        }

        One notRepeatable() {
            repeatable = false;
            return this;
        }

        One outputLimit(int megabytes) {
            outputLimit = Optional.of(megabytes);
            return this;
        }

        Step.Script step() {
            return new Step.Script(
                    info(id, phase, back, skippable, services),
                    text(text),
                    check,
                    undo,
                    evidence,
                    prompts,
                    timeout,
                    repeatable,
                    probed,
                    outputLimit,
                    undoInfo);
        }

        private static ScriptText text(String script) {
            return Steps.text(script);
        }
    }
}
