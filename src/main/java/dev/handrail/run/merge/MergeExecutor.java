package dev.handrail.run.merge;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.merge.MergeFileStore.WriteResult;
import dev.handrail.run.merge.MergePass.MergeTask;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StepLog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Shows how configuration files differ from their new versions, and writes the changes that the
/// admin chooses, or what the admin has decided in an earlier step.
public final class MergeExecutor implements StepExecutor {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RunServices context;
    private final RunFinisher finisher;

    public MergeExecutor(RunServices context, RunFinisher finisher) {
        this.context = context;
        this.finisher = finisher;
    }

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        Step.Merge step = (Step.Merge) task.run().step();
        StepLog log = StepLog.forOwnStep(task, context.recorder());
        try {
            MergeProof proof = new MergeProof(context, task, log, step.proof());
            return mergeFiles(new MergeTask(task, step, log, proof));
        } finally {
            log.finishLog();
        }
    }

    /// Reads the files and asks again if one has changed on the server since the admin saw it.
    private StepResult mergeFiles(MergeTask task) throws RunStopped {
        MergeFileStore files = new MergeFileStore(context, task.started());
        Message note = Message.EMPTY;
        while (true) {
            List<MergeFile> found = new ArrayList<>();
            Message problem = readFiles(task, files, found);
            if (!problem.isEmpty()) {
                return StepResult.stepFailed(problem);
            }
            List<MergeFile> differing = adviseFiles(task, files, found);
            MergePass pass = new MergePass(context, finisher, task, files);
            WriteResult written = pass.mergeFiles(differing, note);
            if (written.again().isEmpty()) {
                return written.finish();
            }
            note = written.again();
        }
    }

    /// Adds what the runbook's rules say. Returns the files in which something is to be written or
    /// decided.
    private List<MergeFile> adviseFiles(MergeTask task, MergeFileStore files, List<MergeFile> found)
            throws RunStopped {
        List<SettingRule> rules = task.step().rules();
        List<MergeFile> all = new ArrayList<>(found);
        for (String path : unlisted(rules, found)) {
            // A file that cannot be read is only left out: no step has named it.
            List<MergeFile> alone = new ArrayList<>();
            boolean read = files.readFiles(path + "\t" + path + "\t" + path, alone).isEmpty();
            all.addAll(read ? alone : List.of());
        }
        MergeDecisions decisions = MergeDecisions.readFrom(context.recorder(), task.started());
        return new SettingsCollector(context, task.started())
                .adviseFiles(rules, all, decisions).stream().filter(MergeFile::needsWork).toList();
    }

    /// Files that rules name by their whole path and the step has not listed.
    private static List<String> unlisted(List<SettingRule> rules, List<MergeFile> found) {
        return rules.stream()
                .map(SettingRule::file)
                .distinct()
                .filter(path -> path.startsWith("/"))
                .filter(path -> found.stream().noneMatch(file -> file.minePath().equals(path)))
                .toList();
    }

    /// Adds the files that the step names. Returns what is wrong, or an empty message.
    private Message readFiles(MergeTask task, MergeFileStore files, List<MergeFile> found)
            throws RunStopped {
        StartedStep started = task.started();
        String list =
                context.assembler()
                        .assembleScript(
                                started.run().hop(),
                                started.serverRole(),
                                started.stepId(),
                                task.step().files());
        ScriptResult ran =
                context.servers().runOn(started.serverRole(), shell -> shell.run(list, LIMIT));
        return ran.hasSucceeded()
                ? files.readFiles(ran.out(), found)
                : Message.of("run.files.unlisted", ran.err().strip());
    }
}
