package dev.handrail.run;

import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.Shell.Ran;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Copies files piece by piece, from where an earlier try has ended, and proves them by their
/// SHA-256.
final class Copying implements Work {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int PIECE = 8 << 20;
    private static final int NOT_THERE = 4;

    private final Context context;

    Copying(Context context) {
        this.context = context;
    }

    /// Where copies go. Every method may be called again after a cut.
    interface Receiver {
        /// Where the file will stand.
        String place(String path);

        /// Whether the whole file stands there already.
        boolean has(String path, String sha256) throws Halted;

        /// How much of the file is there, in a part that is not whole yet.
        long have(String path) throws Halted;

        boolean append(String path, long offset, byte[] piece) throws Halted;

        /// The file is whole if it has this hash: then it gets its name. Else it is thrown away.
        boolean end(String path, String sha256) throws Halted;
    }

    private record Source(long size, String sha256) {}

    @Override
    public Finish on(Task task) throws Halted {
        Step.Copy step = (Step.Copy) task.run().step();
        StepLog log = StepLog.ofOwn(task, context.diary());
        try {
            return copy(task, step, log);
        } finally {
            log.ended();
        }
    }

    private Finish copy(Task task, Step.Copy step, StepLog log) throws Halted {
        String list =
                context.sending().text(task.run().hop(), task.role(), task.id(), step.files());
        Ran ran = context.servers().on(task.role(), shell -> shell.run(list, LIMIT));
        if (!ran.ok()) {
            return Finish.failed("The list of files could not be made: " + ran.err().strip());
        }
        List<String> paths = ran.out().lines().filter(line -> !line.isBlank()).toList();
        Receiver receiver = receiver(task, step);
        for (String path : paths) {
            if (!path.startsWith("/") || List.of(path.split("/")).contains("..")) {
                return Finish.failed("The list of files has what is no absolute path: " + path);
            }
            Finish finish = copy(task, path, receiver, log);
            if (!finish.is(Outcome.OK)) {
                return finish;
            }
        }
        return Finish.ok(
                paths.size() == 1 ? "1 file is copied." : paths.size() + " files are copied.");
    }

    private Finish copy(Task task, String path, Receiver receiver, StepLog log) throws Halted {
        Ran look = run(task, "run/copy-look.sh", Map.of("COPY_FILE", path));
        if (look.exit() == NOT_THERE) {
            return Finish.failed("There is no file " + path + " on the server.");
        }
        String[] fields = look.out().strip().split("\t");
        if (!look.ok() || fields.length != 3) {
            return Finish.failed(path + " cannot be read: " + look.err().strip());
        }
        Source source = new Source(Long.parseLong(fields[1]), fields[2]);
        if (receiver.has(path, source.sha256())) {
            log.say(path + " is at " + receiver.place(path) + " already.");
            return Finish.ok("");
        }
        return copy(task, path, source, receiver, log);
    }

    private Finish copy(Task task, String path, Source source, Receiver receiver, StepLog log)
            throws Halted {
        long have = Math.min(receiver.have(path), source.size());
        if (source.size() == 0) {
            receiver.append(path, 0, new byte[0]);
        }
        while (have < source.size()) {
            if (context.controls().cancelling()) {
                return new Finish(Outcome.CANCELLED, "The admin has ended it.", List.of());
            }
            byte[] piece = piece(task, path, have, source.size() - have);
            if (piece.length == 0) {
                return Finish.failed(path + " became shorter while it was copied.");
            }
            if (!receiver.append(path, have, piece)) {
                return Finish.failed(receiver.place(path) + " cannot be written.");
            }
            have += piece.length;
            context.diary().heard(task.seq());
        }
        if (!receiver.end(path, source.sha256())) {
            return Finish.failed(path + " did not arrive as it is; run the step again.");
        }
        log.say(path + ": " + source.size() + " bytes are at " + receiver.place(path) + ".");
        log.say("  SHA-256 " + source.sha256());
        return Finish.ok("");
    }

    private Receiver receiver(Task task, Step.Copy step) {
        if (step.to().equals(Step.WORKSTATION)) {
            Path folder =
                    context.copies()
                            .resolve(context.diary().id())
                            .resolve("hop-" + task.hop().number())
                            .resolve(task.id());
            return new WorkstationCopies(folder);
        }
        return new ServerCopies(context, step.to(), task.id());
    }

    private byte[] piece(Task task, String path, long offset, long left) throws Halted {
        String text =
                text(
                        "run/copy-read.sh",
                        Map.of(
                                "COPY_FILE", path,
                                "COPY_OFFSET", Long.toString(offset),
                                "COPY_LENGTH", Long.toString(Math.min(left, PIECE))));
        return context.servers()
                .on(
                        task.role(),
                        shell -> {
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            shell.stream(text, LIMIT, out);
                            return out.toByteArray();
                        });
    }

    private Ran run(Task task, String script, Map<String, String> values) throws Halted {
        String text = text(script, values);
        return context.servers().on(task.role(), shell -> shell.run(text, LIMIT));
    }

    private String text(String script, Map<String, String> values) {
        return context.sending().text(values, ScriptText.builtIn(script));
    }
}
