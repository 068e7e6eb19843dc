package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.Step;
import dev.handrail.remote.Shell.Ran;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Shows how configuration files differ from their new versions, and writes what the admin has
/// chosen.
final class Merging implements Work {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Context context;
    private final Endings endings;

    Merging(Context context, Endings endings) {
        this.context = context;
        this.endings = endings;
    }

    @Override
    public Finish on(Task task) throws Halted {
        Step.Merge step = (Step.Merge) task.run().step();
        StepLog log = StepLog.ofOwn(task, context.diary());
        try {
            return merge(task, step, log);
        } finally {
            log.ended();
        }
    }

    private Finish merge(Task task, Step.Merge step, StepLog log) throws Halted {
        MergeFiles files = new MergeFiles(context, task);
        String note = "";
        while (true) {
            List<MergeFile> differing = new ArrayList<>();
            String list =
                    context.sending().text(task.run().hop(), task.role(), task.id(), step.files());
            Ran ran = context.servers().on(task.role(), shell -> shell.run(list, LIMIT));
            if (!ran.ok()) {
                return Finish.failed("The list of files could not be made: " + ran.err().strip());
            }
            String problem = files.read(ran.out(), differing);
            if (!problem.isEmpty()) {
                return Finish.failed(problem);
            }
            if (differing.isEmpty()) {
                return Finish.ok("No file differs from its new version.");
            }
            List<FileChange> shown = differing.stream().map(MergeFile::shown).toList();
            Question question = Questions.merge(step, note, shown, endings.canGoBack());
            Answer answer = context.asking().ask(task.seq(), question);
            switch (answer.choice()) {
                case CONTINUE -> {
                    MergeFiles.Written written = files.write(differing, answer, log);
                    if (written.changed().isEmpty()) {
                        return written.finish();
                    }
                    note = written.changed() + " was changed on the server meanwhile. Look again.";
                }
                case SKIP -> {
                    return new Finish(Outcome.SKIPPED, answer.text(), List.of());
                }
                case ROLL_BACK, END -> throw endings.leave(task.seq(), answer);
                default -> throw context.pause("Configuration files wait to be merged.");
            }
        }
    }
}
