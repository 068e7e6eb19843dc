package dev.handrail.report;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.summary.AutoRollbackText;
import dev.handrail.model.summary.MergeSummary;
import dev.handrail.model.summary.MergedSetting;
import dev.handrail.report.RunReport.StepProgress;
import dev.handrail.run.Journal;
import dev.handrail.run.merge.UnifiedDiff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads from the journal what a [Run] does not keep: attempts, questions and interruptions. All
/// text that it returns is sanitized.
final class RunEventView {
    /// Stands for lines that the admin typed.
    private static final String TYPED = "...";

    private static final int TAIL_BYTES = 16 * 1024;
    private static final int TAIL_LINES = 40;
    private static final int LONGEST_LINE = 400;

    private final Run run;
    private final Journal journal;
    private final List<RunEvent> events;

    RunEventView(Run run, Journal journal) {
        this.run = run;
        this.journal = journal;
        this.events = journal.readSoundEvents(run.id()).events();
    }

    private <E extends RunEvent> List<E> eventsOfType(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// All attempts at the step, the first one first; empty if it was never started.
    List<RunReport.AttemptSection> stepAttempts(StepRun step) {
        return eventsOfType(StepStarted.class).stream()
                .filter(e -> e.hop() == step.hop() && e.step().equals(step.step().info().id()))
                .map(this::toAttempt)
                .toList();
    }

    /// An attempt has no end if it still runs. Only an attempt that did not end well has a tail.
    private RunReport.AttemptSection toAttempt(StepStarted start) {
        Optional<StepFinished> end =
                eventsOfType(StepFinished.class).stream()
                        .filter(e -> e.step() == start.seq())
                        .findFirst();
        StepProgress progress = StepProgress.of(end.map(StepFinished::outcome), start.attempt());
        Message reason = end.map(StepFinished::reason).orElse(Message.EMPTY);
        List<String> evidence = end.map(StepFinished::seen).orElse(List.of());
        return new RunReport.AttemptSection(
                start.attempt(),
                start.at(),
                end.map(StepFinished::endedAt),
                progress,
                ReportSanitizer.sanitizeMessage(reason),
                evidence.stream().map(ReportSanitizer::sanitizeText).toList(),
                progress.hasPassed() ? List.of() : lastLines(start.seq(), TAIL_LINES));
    }

    /// The last lines of a step's output, at most `count`. A first line that the read may have cut
    /// is left out.
    List<String> lastLines(long step, int count) {
        long from = Math.max(0, journal.outputEndOffset(run.id(), step) - TAIL_BYTES);
        String text = OutputSanitizer.toPlainText(readOutput(step, from));
        List<String> lines = Stream.of(text.split("\n")).map(RunEventView::finalText).toList();
        int first = Math.max(from > 0 && lines.size() > 1 ? 1 : 0, lines.size() - count);
        return lines.subList(first, lines.size());
    }

    private String readOutput(long step, long from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Journal.OutputSink sink =
                (offset, piece) -> {
                    bytes.writeBytes(piece);
                    return bytes.size() < 2 * TAIL_BYTES;
                };
        journal.readOutput(run.id(), step, from, sink);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// The text of a line after its last carriage return, because a progress bar overwrites itself.
    private static String finalText(String whole) {
        String last = whole.stripTrailing();
        last = last.substring(last.lastIndexOf('\r') + 1);
        return last.length() > LONGEST_LINE ? last.substring(0, LONGEST_LINE) + " …" : last;
    }

    /// All questions of the run in the order in which they were asked, with their answers if there
    /// are any.
    List<RunReport.AdminDecision> adminDecisions() {
        return eventsOfType(QuestionAsked.class).stream().map(this::toDecision).toList();
    }

    private RunReport.AdminDecision toDecision(QuestionAsked asked) {
        Question question = asked.question();
        Optional<QuestionAnswered> answered = findAnswer(asked);
        Optional<Answer> answer = answered.map(QuestionAnswered::answer);
        return new RunReport.AdminDecision(
                asked.at(),
                answered.map(RunEvent::at),
                run.start().plan().hops().isEmpty() ? "" : stepId(asked.step()),
                ReportSanitizer.sanitizeMessage(question.title()),
                ReportSanitizer.sanitizeMessage(question.text()),
                answer.map(given -> choiceLabel(question, given)).orElse(Message.EMPTY),
                answer.map(given -> answerReason(question, given)).orElse(""),
                answer.map(given -> describeFiles(question, given)).orElse(List.of()));
    }

    /// The decisions about configuration files, one entry for each change.
    List<RunReport.ConfigurationLine> configurationLines() {
        return MergeSummary.listFiles(run, events).stream()
                .flatMap(file ->
                        file.changes().stream().map(change -> configurationLine(file, change)))
                .toList();
    }

    private static RunReport.ConfigurationLine configurationLine(
            MergeSummary.MergedFile file, MergeSummary.MergedChange change) {
        return new RunReport.ConfigurationLine(
                file.step(),
                ReportSanitizer.sanitizeText(file.file()),
                change.lines().mineLine(),
                ReportSanitizer.sanitizeText(String.join("\n", change.lines().mine())),
                ReportSanitizer.sanitizeText(String.join("\n", change.lines().fresh())),
                change.describe(),
                file.written());
    }

    /// The settings that these changes decide about.
    List<RunReport.SettingLine> settingLines() {
        return MergeSummary.listFiles(run, events).stream()
                .flatMap(file ->
                        MergedSetting.listSettings(file).stream()
                                .map(setting -> settingLine(file, setting)))
                .toList();
    }

    private static RunReport.SettingLine settingLine(
            MergeSummary.MergedFile file, MergedSetting merged) {
        SettingChange setting = merged.setting();
        return new RunReport.SettingLine(
                ReportSanitizer.sanitizeText(file.file()),
                ReportSanitizer.sanitizeText(setting.name()),
                ReportSanitizer.sanitizeMessage(merged.describeKind()),
                ReportSanitizer.sanitizeText(setting.mine().orElse("")),
                ReportSanitizer.sanitizeText(setting.base().orElse("")),
                ReportSanitizer.sanitizeText(setting.fresh().orElse("")),
                merged.describe(),
                ReportSanitizer.sanitizeMessage(merged.describeReason()));
    }

    /// What was written, file by file. Lines that the admin typed are in no journal.
    List<RunReport.WrittenDiff> writtenDiffs() {
        return MergeSummary.listFiles(run, events).stream()
                .filter(MergeSummary.MergedFile::written)
                .map(RunEventView::writtenDiff)
                .filter(diff -> !diff.text().isEmpty())
                .toList();
    }

    private static RunReport.WrittenDiff writtenDiff(MergeSummary.MergedFile file) {
        Map<Integer, String> typed = new HashMap<>();
        for (int i = 0; i < file.choices().size(); i++) {
            typed.put(i, TYPED);
        }
        List<String> lines = UnifiedDiff.of(file.seen(), file.choices(), typed);
        return new RunReport.WrittenDiff(
                ReportSanitizer.sanitizeText(file.file()),
                ReportSanitizer.sanitizeText(String.join("\n", lines)));
    }

    private Optional<QuestionAnswered> findAnswer(QuestionAsked asked) {
        return eventsOfType(QuestionAnswered.class).stream()
                .filter(e -> e.question() == asked.seq())
                .findFirst();
    }

    /// The id of the step that this event started; empty for a question outside a step.
    private String stepId(long seq) {
        return eventsOfType(StepStarted.class).stream()
                .filter(e -> e.seq() == seq)
                .map(StepStarted::step)
                .findFirst()
                .orElse("");
    }

    /// The label that the admin saw, or a general one if the question does not list this choice.
    private static Message choiceLabel(Question question, Answer answer) {
        return question.options().stream()
                .filter(option -> option.choice() == answer.choice())
                .map(option -> ReportSanitizer.sanitizeMessage(option.label()))
                .findFirst()
                .orElse(choiceLabel(answer.choice()));
    }

    /// The meaning of a choice that is not among the options of its question.
    private static Message choiceLabel(Question.Choice choice) {
        return switch (choice) {
            case CONTINUE -> Message.of("choice.continue");
            case RETRY -> Message.of("choice.retry");
            case RECOVER -> Message.of("choice.recover");
            case SKIP -> Message.of("choice.skip");
            case STAY -> Message.of("choice.stay");
            case STOP -> Message.of("choice.stop");
            case CANCEL -> Message.of("choice.cancel");
            case END -> Message.of("choice.end");
            case ROLL_BACK -> Message.of("choice.roll-back");
        };
    }

    /// What the admin typed; empty for a secret.
    private static String answerReason(Question question, Answer answer) {
        return question.kind() == Question.Kind.SECRET
                ? ""
                : ReportSanitizer.sanitizeText(answer.text());
    }

    private static List<Message> describeFiles(Question question, Answer answer) {
        return question.files().stream().map(file -> describeFile(file, answer)).toList();
    }

    /// Says how many changes of the new file were taken, or that the old file was kept.
    private static Message describeFile(Question.FileChange file, Answer answer) {
        long count = file.countTaken(answer.takeNew().get(file.mine()));
        String name = ReportSanitizer.sanitizeText(file.mine());
        int all = file.changes().size() + file.applied().size();
        return count == 0
                ? Message.of("report.file.kept", name)
                : Message.of("report.file.merged", name, count, all);
    }

    /// Lost and restored connections, each time the run was paused or resumed, and what became of a
    /// roll-back by itself.
    List<RunReport.RunInterruption> runInterruptions() {
        List<RunReport.RunInterruption> all = new ArrayList<>();
        for (RunEvent event : events) {
            Message what = ReportSanitizer.sanitizeMessage(describeInterruption(event));
            if (!what.isEmpty()) {
                all.add(new RunReport.RunInterruption(event.at(), what));
            }
        }
        return all;
    }

    /// Empty for an event that is no interruption.
    private static Message describeInterruption(RunEvent event) {
        return switch (event) {
            case RunEvent.LinkChanged e when e.up() ->
                    Message.of("report.interruption.reconnected", e.role());
            case RunEvent.LinkChanged e ->
                    Message.of("report.interruption.disconnected", e.role(), e.reason());
            case RunEvent.RunPaused e -> Message.of("report.interruption.paused", e.reason());
            case RunEvent.AutoRollbackChanged e -> AutoRollbackText.describe(e.rollback());
            case RunEvent.RunResumed e -> Message.of("report.interruption.resumed", e.host());
            default -> Message.EMPTY;
        };
    }
}
