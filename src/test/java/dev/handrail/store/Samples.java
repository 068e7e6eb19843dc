package dev.handrail.store;

import dev.handrail.model.Answer;
import dev.handrail.model.FactCondition;
import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Reversibility;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StateCaptured.CaptureMoment;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Target;
import dev.handrail.model.Version;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run in which everything happens that can be written down.
public final class Samples {
    public static final Instant AT = Instant.parse("2026-11-20T02:00:00.123456Z");
    public static final ScriptText SCRIPT =
            new ScriptText("tea/boil.sh", "say 'ready'\n".repeat(2));

    private Samples() {}

    public static RunEvent.RunStarted start() {
        return new RunEvent.RunStarted(
                1, AT, RunKind.UPGRADE, RunScope.LIVE, plan(), Map.of("server", place()), "");
    }

    public static RunEvent.RunServer place() {
        Target gate = Target.of("gate", "gate.example.org", 2222);
        Target server =
                new Target(
                        "tea-1",
                        "tea.example.org",
                        22,
                        "admin",
                        Optional.of("~/.ssh/id_ed25519"),
                        Optional.of(gate),
                        Target.Privilege.SUDO,
                        "production");
        return new RunEvent.RunServer(server, "SHA256:abc", "/var/lib/handrail");
    }

    public static Plan.Ready plan() {
        List<Finding> findings =
                List.of(
                        new Finding(
                                "tea.old-pot",
                                Finding.Severity.BLOCKER,
                                Message.literal("The pot is old"),
                                Message.literal("It may rust."),
                                Message.literal("apt install pot"),
                                "book",
                                true,
                                Optional.of("We buy a new one on Monday")),
                        new Finding(
                                "tea.cold",
                                Finding.Severity.INFO,
                                Message.literal("It is cold"),
                                Message.literal("Winter."),
                                Message.EMPTY,
                                "",
                                false,
                                Optional.empty()));
        return new Plan.Ready(
                "tea",
                "Tea",
                new Plan.PlanRoute("in-place", Message.literal("In place"), List.of("server")),
                Version.of("2.4"),
                Version.of("v2.5.1"),
                List.of(new Hop(1, Version.of("2.4"), Version.of("v2.5.1"), steps())),
                findings,
                List.of(
                        new Runbook.Note(
                                Version.of("2.5"),
                                condition(),
                                Message.literal("Descale."),
                                "book")),
                List.of(
                        new Runbook.Failure(
                                "dry",
                                "boiled",
                                Message.literal("No water."),
                                Message.literal("Fill it."),
                                Optional.of(SCRIPT),
                                "")),
                Map.of("POT", "big $(reboot)\n'"),
                new Facts(List.of(new Facts.Fact("pot.version", "1.9", "pot --version"))),
                Optional.of(SCRIPT),
                new ScriptText("lib.sh", "say() { echo \"$@\"; }\n"),
                Optional.empty());
    }

    private static List<Step> steps() {
        Step.Evidence evidence =
                new Step.Evidence(
                        List.of("^done$"),
                        List.of("FATAL"),
                        List.of(new Step.Expectation("version", Step.Expectation.Rule.IS, "@to")));
        return List.of(
                new Step.Copy(
                        info("save", Phase.BACKUP, Reversibility.FREE), SCRIPT, Step.WORKSTATION),
                new Step.Script(
                        info("boil", Phase.UPGRADE, Reversibility.NEEDS_RESTORE),
                        SCRIPT,
                        Optional.of(SCRIPT),
                        Optional.empty(),
                        evidence,
                        List.of(new Step.Prompt("sure\\?", Optional.of("Y"), false, true)),
                        Duration.ofMinutes(5),
                        true,
                        true),
                new Step.Merge(info("merge", Phase.CONFIGURE, Reversibility.FREE), SCRIPT),
                new Step.Manual(
                        info("taste", Phase.VERIFY, Reversibility.ONE_WAY),
                        Message.literal("Taste it."),
                        Optional.of(SCRIPT)));
    }

    private static Step.StepInfo info(String id, Phase phase, Reversibility reversibility) {
        return new Step.StepInfo(
                id,
                phase,
                Message.literal("To " + id),
                Message.literal("Because."),
                "server",
                reversibility,
                false,
                "book",
                Optional.of(Version.of("2.5")));
    }

    private static FactCondition condition() {
        return new FactCondition.All(
                List.of(
                        new FactCondition.Any(
                                List.of(
                                        new FactCondition.Known("a"),
                                        new FactCondition.Contains("b", "c"))),
                        new FactCondition.Not(new FactCondition.Equals("d", "e")),
                        new FactCondition.AtLeast("f", Version.of("1")),
                        new FactCondition.Below("g", Version.of("2"))));
    }

    /// A failed step that is tried again, a merge, a lost connection, a pause; at the end it is
    /// upgraded.
    public static List<RunEvent> whole() {
        Question failed =
                new Question(
                        Question.Kind.FAILED,
                        Message.literal("Boil failed"),
                        Message.literal("No water."),
                        List.of(
                                new Question.AnswerOption(
                                        Question.Choice.RETRY, Message.literal("Try again"), false),
                                new Question.AnswerOption(
                                        Question.Choice.SKIP, Message.literal("Leave out"), true)),
                        "dry",
                        List.of());
        Question merge =
                new Question(
                        Question.Kind.MERGE,
                        Message.literal("Files differ"),
                        Message.EMPTY,
                        List.of(
                                new Question.AnswerOption(
                                        Question.Choice.CONTINUE, Message.literal("Go on"), false)),
                        "",
                        List.of(
                                new Question.FileChange(
                                        "/etc/tea.conf",
                                        "/etc/tea.conf.new",
                                        "aa",
                                        "bb",
                                        List.of(
                                                new Question.LineChange(
                                                        3,
                                                        List.of("hot=1"),
                                                        3,
                                                        List.of("hot=2", "x=1"))))));
        return List.of(
                start(),
                new RunEvent.StateCaptured(
                        2, at(1), 0, CaptureMoment.BEFORE, Map.of("version", "2.4", "cups", "7")),
                new RunEvent.StepStarted(3, at(2), 0, "save", 1, "0001-save-1"),
                new RunEvent.StepFinished(
                        4, at(3), 3, StepOutcome.OK, Message.literal("Copied 2 files."), List.of()),
                new RunEvent.StepStarted(5, at(4), 0, "boil", 1, "0002-boil-1"),
                new RunEvent.StateCaptured(
                        6, at(5), 5, CaptureMoment.BEFORE, Map.of("version", "2.4")),
                new RunEvent.LinkChanged(
                        7, at(6), "server", false, Message.literal("Connection reset")),
                new RunEvent.LinkChanged(8, at(7), "server", true, Message.EMPTY),
                new RunEvent.StepFinished(
                        9,
                        at(8),
                        5,
                        StepOutcome.FAILED,
                        Message.literal("It exited with 1."),
                        List.of("boiled dry")),
                new RunEvent.QuestionAsked(10, at(9), 5, failed),
                new RunEvent.QuestionAnswered(
                        11, at(10), 10, Answer.of(Question.Choice.RETRY, "Filled it")),
                new RunEvent.StepStarted(12, at(11), 0, "boil", 2, "0002-boil-2"),
                new RunEvent.StateCaptured(
                        13, at(12), 12, CaptureMoment.AFTER, Map.of("version", "2.5.1")),
                new RunEvent.StepFinished(
                        14, at(13), 12, StepOutcome.OK, Message.literal("Done."), List.of("done")),
                new RunEvent.RunPaused(15, at(14), Message.literal("Night")),
                new RunEvent.RunResumed(16, at(15), "desk"),
                new RunEvent.StepStarted(17, at(16), 0, "merge", 1, ""),
                new RunEvent.QuestionAsked(18, at(17), 17, merge),
                new RunEvent.QuestionAnswered(
                        19,
                        at(18),
                        18,
                        new Answer(
                                Question.Choice.CONTINUE,
                                "",
                                Map.of("/etc/tea.conf", List.of(true)))),
                new RunEvent.StepFinished(
                        20,
                        at(19),
                        17,
                        StepOutcome.OK,
                        Message.literal("Took 1 of 1 changes."),
                        List.of()),
                new RunEvent.StepStarted(21, at(20), 0, "taste", 1, ""),
                new RunEvent.StepFinished(
                        22,
                        at(21),
                        21,
                        StepOutcome.ALREADY_DONE,
                        Message.literal("It tastes."),
                        List.of()),
                new RunEvent.StateCaptured(
                        23,
                        at(22),
                        0,
                        CaptureMoment.AFTER,
                        Map.of("version", "2.5.1", "cups", "7")),
                new RunEvent.RunFinished(
                        24,
                        at(23),
                        RunEvent.RunResult.UPGRADED,
                        Message.literal("Tea 2.5.1 runs.")));
    }

    public static Instant at(int seconds) {
        return AT.plusSeconds(seconds);
    }

    /// A whole run with every kind of event, those too that came after the first stored history.
    public static List<RunEvent> all() {
        List<RunEvent> all = new ArrayList<>(whole());
        RunEvent.RunFinished end = (RunEvent.RunFinished) all.removeLast();
        all.add(
                new RunEvent.ArtifactsRecorded(
                        end.seq(),
                        end.at(),
                        "server",
                        List.of(
                                new RunEvent.Artifact(
                                        "folder",
                                        "/opt/tea.old",
                                        12,
                                        Message.literal("It was."),
                                        "rm -rf /x"))));
        all.add(
                new RunEvent.AutoRollbackChanged(
                        end.seq() + 1,
                        end.at(),
                        RunEvent.AutoRollback.allowed(Duration.ofMinutes(30))
                                .scheduledAt(at(3600))));
        all.add(
                new RunEvent.FileMerged(
                        end.seq() + 2,
                        end.at(),
                        17,
                        "/etc/tea.conf",
                        RunEvent.MergeOutcome.WRITTEN,
                        "aa",
                        "bb"));
        all.add(new RunEvent.RunFinished(end.seq() + 3, end.at(), end.result(), end.reason()));
        return all;
    }
}
