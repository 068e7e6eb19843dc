package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Answered;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.Step;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Shell.Folder;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Answers what a running step asks: a last line that does not end, while nothing more comes.
final class Prompter {
    private static final Duration TICK = Duration.ofMillis(300);

    /// So many ticks without output make a prompt of a line that the runbook does not know.
    private static final int LONG_IDLE = 20;

    private final Context context;
    private final Work.Task task;
    private final StepLog log;
    private final Aside aside;
    private final Folder folder;
    private final List<Step.Prompt> prompts;
    private volatile boolean over;
    private long seenEnd = -1;
    private long answeredEnd = -1;
    private int idle;
    private boolean careful;

    Prompter(Context context, Work.Task task, StepLog log, Aside aside, Folder folder) {
        this.context = context;
        this.task = task;
        this.log = log;
        this.aside = aside;
        this.folder = folder;
        this.prompts = ((Step.Script) task.run().step()).prompts();
        this.careful = !task.fresh() && lastWasAnswered();
    }

    void start() {
        if (!prompts.isEmpty()) {
            Thread.ofVirtual().start(this::watch);
        }
    }

    void end() {
        over = true;
    }

    private void watch() {
        try {
            while (!over) {
                context.sleeper().sleep(TICK);
                if (!aside.busy()) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long end = log.end();
        idle = end == seenEnd ? idle + 1 : 0;
        seenEnd = end;
        String line = log.openLine();
        if (idle == 0 || line.isBlank() || end == answeredEnd) {
            return;
        }
        Optional<Step.Prompt> known =
                prompts.stream()
                        .filter(prompt -> Pattern.compile(prompt.pattern()).matcher(line).find())
                        .findFirst();
        if (known.isPresent() || idle >= LONG_IDLE) {
            answeredEnd = end;
            Step.Prompt prompt =
                    known.orElseGet(() -> new Step.Prompt(line, Optional.empty(), false, false));
            aside.begin(() -> answer(prompt, line));
        }
    }

    private void answer(Step.Prompt prompt, String line) throws Halted {
        Question question =
                Questions.prompt(
                        task.run().step(), prompt.secret() ? Kind.SECRET : Kind.PROMPT, line);
        if (prompt.answer().isPresent() && !careful) {
            String text = prompt.answer().get();
            context.asking().answered(task.seq(), question, Answer.of(Choice.CONTINUE, text));
            type(text);
            return;
        }
        careful = false;
        Optional<Answer> answer = context.asking().ask(task.seq(), question, aside::overtaken);
        if (answer.isPresent() && answer.get().choice() == Choice.STOP) {
            throw context.pause("The step waits on the server for an answer.");
        }
        if (answer.isPresent()) {
            String text = answer.get().text();
            if (prompt.secret() && !text.isEmpty()) {
                log.secret(text);
            }
            type(text);
        }
    }

    private void type(String text) throws Halted {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            context.servers().shell(task.role()).type(folder, line);
        } catch (LinkLost e) {
            // Whether it arrived is not known: when the same prompt still stands there after the
            // connection is back, a person decides.
            careful = true;
            answeredEnd = -1;
        }
    }

    /// Whether the run was left just after an answer, so that nobody knows if it was typed.
    private boolean lastWasAnswered() {
        Run run = context.diary().run();
        List<RunEvent> events = context.diary().journal().events(run.id());
        return events.reversed().stream()
                .takeWhile(event -> event.seq() > task.seq())
                .filter(e -> e instanceof Answered || e instanceof Asked)
                .findFirst()
                .filter(Answered.class::isInstance)
                .isPresent();
    }
}
