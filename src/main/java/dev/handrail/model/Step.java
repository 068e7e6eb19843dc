package dev.handrail.model;

import dev.handrail.model.Runbook.SettingRule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing to do during an upgrade. Its id is unique within a hop.
public sealed interface Step {
    StepInfo info();

    /// What all steps have. `why`: one sentence for the admin. `role`: the server of the route it
    /// runs on. `source`: where the procedure is documented. `skippable`: may be left out with a
    /// written reason; never true of a one-way step. `crossing`: the version that calls for it;
    /// empty when every upgrade needs it. `services`: whether it stops or starts the services.
    record StepInfo(
            String id,
            Phase phase,
            Message title,
            Message why,
            String role,
            Reversibility reversibility,
            boolean skippable,
            String source,
            Optional<Version> crossing,
            Optional<ServiceChange> services) {

        public StepInfo(
                String id,
                Phase phase,
                Message title,
                Message why,
                String role,
                Reversibility reversibility,
                boolean skippable,
                String source,
                Optional<Version> crossing) {
            this(
                    id,
                    phase,
                    title,
                    why,
                    role,
                    reversibility,
                    skippable,
                    source,
                    crossing,
                    Optional.empty());
        }

        /// Whether it is a step of a roll-back that undoes another one.
        public boolean isUndo() {
            return id.startsWith(UNDO);
        }

        /// The id of the step that this one undoes.
        public String undoneId() {
            return isUndo() ? id.substring(UNDO.length()) : id;
        }
    }

    /// What a step does to the product's services. They are down from the first that stops them to
    /// the one that starts them.
    enum ServiceChange {
        STOPS,
        STARTS;

        /// What undoing the step does.
        public ServiceChange undone() {
            return this == STOPS ? STARTS : STOPS;
        }
    }

    /// How the ids of undo steps begin.
    String UNDO = "undo-";

    /// A script that runs detached on the server.
    ///
    /// `check`: a read-only script that exits 0 when the step is done already. `undo`: a script
    /// that takes the step back. `repeatable`: running it twice does no harm. `probed`: the
    /// product's state is taken before and after. `timeout`: after it the step counts as stuck and
    /// the admin is asked; it is never killed unasked. `outputLimit`: so many megabytes it may
    /// print before the server ends it; empty when it is like others. `undoInfo`: what the undo
    /// step is called and what it replaces; empty when the runbook does not say.
    record Script(
            StepInfo info,
            ScriptText run,
            Optional<ScriptText> check,
            Optional<ScriptText> undo,
            Evidence evidence,
            List<Prompt> prompts,
            Duration timeout,
            boolean repeatable,
            boolean probed,
            Optional<Integer> outputLimit,
            Optional<UndoInfo> undoInfo)
            implements Step {
        public Script(
                StepInfo info,
                ScriptText run,
                Optional<ScriptText> check,
                Optional<ScriptText> undo,
                Evidence evidence,
                List<Prompt> prompts,
                Duration timeout,
                boolean repeatable,
                boolean probed) {
            this(
                    info,
                    run,
                    check,
                    undo,
                    evidence,
                    prompts,
                    timeout,
                    repeatable,
                    probed,
                    Optional.empty(),
                    Optional.empty());
        }

        /// A script of Handrail's own: no check, no undo, no prompts, no state.
        public static Script judgedBy(
                Evidence evidence,
                StepInfo info,
                ScriptText run,
                Duration timeout,
                boolean repeatable) {
            Optional<ScriptText> none = Optional.empty();
            return new Script(
                    info, run, none, none, evidence, List.of(), timeout, repeatable, false);
        }

        /// How many bytes it may print before the server ends it.
        public long mostOutput() {
            return outputLimit.orElse(OUTPUT_LIMIT) * 1_000_000L;
        }
    }

    /// The undo step of a script, as the runbook names it. `title`, `why`: empty where the runbook
    /// has none. `losses`: a read-only script that prints which rows the undo step replaces.
    record UndoInfo(Message title, Message why, Optional<ScriptText> losses) {}

    /// How many megabytes a script without a limit of its own may print.
    int OUTPUT_LIMIT = 2000;

    /// Something a person does or confirms. `check`: a read-only script that exits 0 when it is
    /// done.
    record Manual(StepInfo info, Message instructions, Optional<ScriptText> check)
            implements Step {}

    /// Configuration files to compare, change by change. `files`: a read-only script that prints
    /// one line for each file, `MINE<tab>NEW` or `MINE<tab>NEW<tab>BASE`, as absolute paths on the
    /// server. `decides`: the id of a later merge step of the same hop; this one then asks what
    /// that one writes, and writes nothing itself. `proof`: a script that fails if a result must
    /// not be put in place; it gets the result before that. `rules`: what the new version does with
    /// settings that the files may have; none in plans of earlier versions.
    record Merge(
            StepInfo info,
            ScriptText files,
            Optional<String> decides,
            Optional<ScriptText> proof,
            List<SettingRule> rules)
            implements Step {
        public Merge(
                StepInfo info,
                ScriptText files,
                Optional<String> decides,
                Optional<ScriptText> proof) {
            this(info, files, decides, proof, List.of());
        }

        public Merge(StepInfo info, ScriptText files) {
            this(info, files, Optional.empty(), Optional.empty());
        }

        public Merge withRules(List<SettingRule> all) {
            return new Merge(info, files, decides, proof, List.copyOf(all));
        }

        /// Whether the admin decides here what this later step writes.
        public boolean decidesFor(String step) {
            return decides.filter(step::equals).isPresent();
        }
    }

    /// Files to copy, with checksums. `files`: a read-only script that prints one absolute path a
    /// line on the server of `info.role`. `to`: the role that receives them, or [#WORKSTATION].
    record Copy(StepInfo info, ScriptText files, String to) implements Step {}

    /// The receiver of a copy step that is not a server.
    String WORKSTATION = "workstation";

    /// What must be seen for a script to count as done: exit code 0, and these. Patterns are
    /// searched line by line.
    record Evidence(List<String> mustSee, List<String> mustNotSee, List<Expectation> state) {
        public static final Evidence EXIT_CODE = new Evidence(List.of(), List.of(), List.of());
    }

    /// A rule on the product's state before and after a step. `key`: a state key, with `*` for any
    /// text. `value` counts for [Rule#IS] and [Rule#AT_LEAST]; `@to` and `@from` stand for the
    /// hop's versions.
    record Expectation(String key, Rule rule, String value) {
        public enum Rule {
            /// Afterwards it has this value.
            IS,
            /// Afterwards it is a whole number, this one or a greater one.
            AT_LEAST,
            /// It is the same before and after.
            SAME,
            /// It differs before and after.
            CHANGED,
            /// It is there afterwards and not empty.
            PRESENT
        }

        /// Whether the rule is about this key of the state.
        public boolean coversKey(String of) {
            return Pattern.matches(Pattern.quote(key).replace("*", "\\E.*\\Q"), of);
        }
    }

    /// A question that the script will ask. `answer`: what to type, or empty to ask the admin.
    /// `terminal`: the script insists on a terminal.
    record Prompt(String pattern, Optional<String> answer, boolean secret, boolean terminal) {}
}
