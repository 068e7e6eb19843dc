package dev.handrail.run.step;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.Step;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;
import dev.handrail.text.LinePattern;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Answers the prompts of a running step. A prompt is a last line that has no line end while no
/// more output arrives.
final class PromptAnswerer {
    private static final Duration TICK = Duration.ofMillis(300);

    /// After this many ticks without output, an unfinished line that the runbook does not know
    /// counts as a prompt.
    private static final int LONG_IDLE = 20;

    private final RunServices context;
    private final StepExecutor.StartedStep task;
    private final StepLog log;
    private final ConcurrentPrompt concurrentPrompt;
    private final StepFolder folder;
    private final List<Step.Prompt> prompts;
    private volatile boolean over;
    private long seenEnd = -1;
    private long answeredEnd = -1;
    private int idle;
    private boolean careful;

    PromptAnswerer(
            RunServices context,
            StepExecutor.StartedStep task,
            StepLog log,
            ConcurrentPrompt concurrentPrompt,
            StepFolder folder) {
        this.context = context;
        this.task = task;
        this.log = log;
        this.concurrentPrompt = concurrentPrompt;
        this.folder = folder;
        this.prompts = ((Step.Script) task.run().step()).prompts();
        this.careful = !task.fresh() && wasJustAnswered();
    }

    /// Starts a thread that looks for prompts, unless the step has none.
    void startWatching() {
        if (!prompts.isEmpty()) {
            Thread.ofVirtual().start(this::watchOutput);
        }
    }

    void stopWatching() {
        over = true;
    }

    private void watchOutput() {
        try {
            while (!over) {
                context.timer().sleep(TICK);
                if (!concurrentPrompt.isBusy()) {
                    checkForPrompt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts a question if the last line is a prompt that has no answer yet.
    private void checkForPrompt() {
        long end = log.endOffset();
        idle = end == seenEnd ? idle + 1 : 0;
        seenEnd = end;
        String line = log.openLine();
        if (idle == 0 || line.isBlank() || end == answeredEnd) {
            return;
        }
        Optional<Step.Prompt> known = findPrompt(line);
        if (known.isPresent() || idle >= LONG_IDLE) {
            answeredEnd = end;
            Step.Prompt prompt =
                    known.orElseGet(() -> new Step.Prompt(line, Optional.empty(), false, false));
            concurrentPrompt.startPrompt(() -> answerPrompt(prompt, line));
        }
    }

    private Optional<Step.Prompt> findPrompt(String line) {
        return prompts.stream()
                .filter(prompt -> LinePattern.compile(prompt.pattern()).isFoundIn(line))
                .findFirst();
    }

    /// Types the runbook's answer or asks the admin. Always asks the admin if an earlier answer may
    /// already have arrived.
    private void answerPrompt(Step.Prompt prompt, String line) throws RunStopped {
        Question question =
                QuestionFactory.stepPrompt(
                        task.run().step(), prompt.secret() ? Kind.SECRET : Kind.PROMPT, line);
        if (prompt.answer().isPresent() && !careful) {
            String text = prompt.answer().get();
            context.prompt()
                    .recordAnswered(task.stepSeq(), question, Answer.of(Choice.CONTINUE, text));
            typeLine(text);
            return;
        }
        careful = false;
        Optional<Answer> answer =
                context.prompt().askAdmin(task.stepSeq(), question, concurrentPrompt::isOvertaken);
        if (answer.isPresent()) {
            applyAnswer(prompt, answer.get());
        }
    }

    private void applyAnswer(Step.Prompt prompt, Answer answer) throws RunStopped {
        if (answer.choice() == Choice.STOP) {
            throw context.pauseRun(Message.of("run.pause.prompt"));
        }
        if (prompt.secret() && !answer.text().isEmpty()) {
            log.addSecret(answer.text());
        }
        typeLine(answer.text());
    }

    /// Sends a line to the step's input on the server.
    private void typeLine(String text) throws RunStopped {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            context.servers().shell(task.serverRole()).typeInput(folder, line);
        } catch (ConnectionLostException e) {
            // It is unknown whether the answer arrived. If the same prompt is still there after the
            // connection is back, the admin decides.
            careful = true;
            answeredEnd = -1;
        }
    }

    /// Returns whether the earlier session ended right after an answer, so that it is unknown
    /// whether the step received it.
    private boolean wasJustAnswered() {
        Run run = context.recorder().currentRun();
        List<RunEvent> events = context.recorder().journal().readEvents(run.id());
        return events.reversed().stream()
                .takeWhile(event -> event.seq() > task.stepSeq())
                .filter(e -> e instanceof QuestionAnswered || e instanceof QuestionAsked)
                .findFirst()
                .filter(QuestionAnswered.class::isInstance)
                .isPresent();
    }
}
