package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.Step;
import dev.handrail.report.Account.StateLine;
import dev.handrail.report.Account.Tone;
import dev.handrail.run.Journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes the account of a run from its events.
final class Accounts {
    /// A step that saves something says at its end where it is.
    private static final int BACKUP_LINES = 12;

    private final Run run;
    private final Plan.Ready plan;
    private final Happenings happenings;

    private Accounts(Run run, Journal journal) {
        this.run = run;
        this.plan = run.start().plan();
        this.happenings = new Happenings(run, journal);
    }

    static Account of(Run run, Journal journal) {
        return new Accounts(run, journal).account();
    }

    private Account account() {
        return new Account(
                1,
                run.id(),
                run.isRollback() ? run.start().origin() : "",
                run.isVerification() ? run.start().origin() : "",
                new Account.Product(
                        plan.product(),
                        clean(plan.productName()),
                        plan.from().text(),
                        plan.to().text(),
                        clean(plan.route().name())),
                verdict(),
                run.start().at(),
                run.lastAt(),
                run.finished().map(RunEvent::at),
                servers(),
                hops(),
                state(run.before(), run.after()),
                plan.findings().stream().map(Accounts::finding).toList(),
                happenings.decisions(),
                happenings.interruptions(),
                backups(),
                leftBehind(),
                new Remaining(run).all(),
                plan.notes().stream()
                        .map(note ->
                                new Account.NoteLine(
                                        note.crossing().text(),
                                        clean(note.text()),
                                        clean(note.source())))
                        .toList(),
                cleaned(plan.variables()),
                plan.facts().all().stream()
                        .map(fact ->
                                new Account.FactLine(
                                        fact.key(), clean(fact.value()), clean(fact.evidence())))
                        .toList());
    }

    private Account.Verdict verdict() {
        return switch (run.status()) {
            case RUNNING ->
                    new Account.Verdict(
                            Tone.OPEN,
                            "Under way",
                            run.open()
                                    .map(asked ->
                                            "It waits for an answer: "
                                                    + clean(asked.question().title()))
                                    .orElse(""));
            case PAUSED -> new Account.Verdict(Tone.OPEN, "Paused", clean(run.pausedBecause()));
            case FINISHED -> {
                RunEvent.RunFinished end = run.finished().orElseThrow();
                yield switch (end.result()) {
                    case UPGRADED ->
                            ended(Tone.GOOD, "Upgraded", "Every step is done and verified.");
                    case ROLLED_BACK ->
                            ended(Tone.GOOD, "Rolled back", "Every step is taken back.");
                    case MENDED -> ended(Tone.GOOD, "Mended", "The command ended well.");
                    case VERIFIED -> ended(Tone.GOOD, "Verified", "All is as the run has left it.");
                    case NOT_VERIFIED ->
                            ended(Tone.BAD, "Not well", "Not all is as the run has left it.");
                    case ENDED ->
                            ended(Tone.BAD, "Ended early", "It was ended before its last step.");
                };
            }
        };
    }

    private Account.Verdict ended(Tone tone, String word, String otherwise) {
        String reason = clean(run.finished().map(RunEvent.RunFinished::reason).orElse(""));
        return new Account.Verdict(tone, word, reason.isEmpty() ? otherwise : reason);
    }

    private List<Account.Server> servers() {
        List<Account.Server> servers = new ArrayList<>();
        for (String role : plan.route().roles()) {
            RunEvent.Place place = run.start().places().get(role);
            if (place != null) {
                servers.add(
                        new Account.Server(
                                role,
                                clean(place.target().name()),
                                clean(place.target().address()),
                                clean(place.target().environment()),
                                clean(place.hostKey()),
                                clean(place.base() + "/" + run.id())));
            }
        }
        return servers;
    }

    private List<Account.HopPart> hops() {
        List<Account.HopPart> hops = new ArrayList<>();
        for (int i = 0; i < plan.hops().size(); i++) {
            int hop = i;
            hops.add(
                    new Account.HopPart(
                            plan.hops().get(i).number(),
                            plan.hops().get(i).from().text(),
                            plan.hops().get(i).to().text(),
                            run.steps().stream()
                                    .filter(step -> step.hop() == hop)
                                    .map(this::step)
                                    .toList()));
        }
        return hops;
    }

    private Account.StepPart step(StepRun step) {
        Step.Info info = step.step().info();
        return new Account.StepPart(
                info.id(),
                Words.of(info.phase()),
                clean(info.title()),
                clean(info.why()),
                info.role(),
                Words.of(info.reversibility()),
                clean(info.source()),
                step.step() instanceof Step.Script script ? script.run().file() : "",
                step.step() instanceof Step.Script script ? script.run().sha256() : "",
                Words.outcome(step),
                Words.tone(step),
                clean(step.reason()),
                step.seen().stream().map(Accounts::clean).toList(),
                state(step.before(), step.after()).stream().filter(StateLine::changed).toList(),
                happenings.attempts(step));
    }

    /// Both states side by side, what changed first. A state that was never taken says nothing.
    private static List<StateLine> state(Map<String, String> before, Map<String, String> after) {
        if (before.isEmpty() && after.isEmpty()) {
            return List.of();
        }
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .map(key ->
                        new StateLine(
                                clean(key),
                                clean(before.getOrDefault(key, "")),
                                clean(after.getOrDefault(key, ""))))
                .sorted(Comparator.comparing(line -> !line.changed()))
                .toList();
    }

    private static Account.FindingLine finding(Finding finding) {
        return new Account.FindingLine(
                finding.key(),
                Words.of(finding.severity()),
                clean(finding.title()),
                clean(finding.why()),
                clean(finding.fix()),
                clean(finding.source()),
                clean(finding.waiver().orElse("")));
    }

    private List<Account.Kept> backups() {
        return run.steps().stream()
                .filter(step -> step.step().info().phase() == Phase.BACKUP && step.passed())
                .filter(step -> step.outcome().orElseThrow() != Outcome.SKIPPED)
                .map(step ->
                        new Account.Kept(
                                clean(step.step().info().title()),
                                clean(step.reason()),
                                happenings.lastLines(step.seq(), BACKUP_LINES)))
                .toList();
    }

    private List<Account.LeftLine> leftBehind() {
        return run.left().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(role ->
                        role.getValue().stream()
                                .map(left ->
                                        new Account.LeftLine(
                                                role.getKey(),
                                                clean(left.kind()),
                                                clean(left.name()),
                                                Words.size(left.kilobytes()),
                                                clean(left.why()),
                                                clean(left.command()))))
                .toList();
    }

    private static Map<String, String> cleaned(Map<String, String> values) {
        Map<String, String> cleaned = new TreeMap<>();
        values.forEach((key, value) -> cleaned.put(clean(key), clean(value)));
        return cleaned;
    }

    static String clean(String text) {
        return OutputText.plain(text).strip();
    }
}
