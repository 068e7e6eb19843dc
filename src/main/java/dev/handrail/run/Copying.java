package dev.handrail.run;

import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.Shell.Ran;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

        /// Why so many bytes more will not fit, or empty.
        Optional<String> room(long bytes) throws Halted;

        /// Whether the whole file stands there already.
        boolean has(String path, String sha256) throws Halted;

        /// How much of the file is there, in a part that is not whole yet.
        long have(String path) throws Halted;

        /// Adds a piece; says why it could not, or nothing.
        Optional<String> append(String path, long offset, byte[] piece) throws Halted;

        /// The file is whole if it has this hash: then it gets its name. Else it is thrown away.
        boolean end(String path, String sha256) throws Halted;
    }

    private record Source(String path, long size, String sha256) {}

    /// Where a file goes, and what is said and known on the way.
    private record Way(Task task, Receiver receiver, StepLog log, Pace pace) {}

    @Override
    public Finish on(Task task) throws Halted {
        Step.Copy step = (Step.Copy) task.run().step();
        StepLog log = StepLog.ofOwn(task, context.diary());
        try {
            return copy(task, step, log);
        } catch (Refused e) {
            return e.finish;
        } finally {
            log.ended();
        }
    }

    private Finish copy(Task task, Step.Copy step, StepLog log) throws Halted, Refused {
        List<Source> sources = new ArrayList<>();
        for (String path : paths(task, step)) {
            sources.add(look(task, path));
        }
        Receiver receiver = receiver(task, step);
        List<Source> missing = new ArrayList<>();
        long toCome = 0;
        for (Source source : sources) {
            if (receiver.has(source.path(), source.sha256())) {
                log.say(source.path() + " is at " + receiver.place(source.path()) + " already.");
            } else {
                missing.add(source);
                toCome += source.size() - have(receiver, source);
            }
        }
        refuse(receiver.room(toCome));
        Way way = new Way(task, receiver, log, new Pace(context.diary(), log, toCome));
        for (Source source : missing) {
            copy(way, source);
        }
        long all = sources.stream().mapToLong(Source::size).sum();
        String amount = Amount.of(all);
        return Finish.ok(
                sources.size() == 1
                        ? "1 file is copied, " + amount + "."
                        : sources.size() + " files are copied, " + amount + ".");
    }

    private List<String> paths(Task task, Step.Copy step) throws Halted, Refused {
        String list =
                context.sending().text(task.run().hop(), task.role(), task.id(), step.files());
        Ran ran = context.servers().on(task.role(), shell -> shell.run(list, LIMIT));
        if (!ran.ok()) {
            throw new Refused("The list of files could not be made: " + ran.err().strip());
        }
        List<String> paths = ran.out().lines().filter(line -> !line.isBlank()).toList();
        for (String path : paths) {
            if (!path.startsWith("/") || List.of(path.split("/")).contains("..")) {
                throw new Refused("The list of files has what is no absolute path: " + path);
            }
        }
        return paths;
    }

    private Source look(Task task, String path) throws Halted, Refused {
        Ran look = run(task, "run/copy-look.sh", Map.of("COPY_FILE", path));
        if (look.exit() == NOT_THERE) {
            throw new Refused("There is no file " + path + " on the server.");
        }
        String[] fields = look.out().strip().split("\t");
        if (!look.ok() || fields.length != 3) {
            throw new Refused(path + " cannot be read: " + look.err().strip());
        }
        return new Source(path, Long.parseLong(fields[1]), fields[2]);
    }

    /// Copies a file; what arrives as something else is thrown away and copied once more.
    private void copy(Way way, Source source) throws Halted, Refused {
        if (!arrives(way, source)) {
            way.log()
                    .say(
                            source.path()
                                    + " arrived with another SHA-256 than it has on the server:"
                                    + " thrown away, and copied again from its beginning.");
            Source again = look(way.task(), source.path());
            way.pace().more(again.size());
            if (!arrives(way, again)) {
                throw new Refused(
                        source.path() + " did not arrive as it is, twice; run the step again.");
            }
        }
    }

    private boolean arrives(Way way, Source source) throws Halted, Refused {
        Receiver receiver = way.receiver();
        String path = source.path();
        long have = have(receiver, source);
        if (have > 0) {
            way.log().say(path + ": goes on behind " + Amount.of(have) + " that are here.");
        }
        if (source.size() == 0) {
            refuse(receiver.append(path, 0, new byte[0]));
        }
        while (have < source.size()) {
            if (context.controls().cancelling()) {
                throw new Refused(
                        new Finish(Outcome.CANCELLED, "The admin has ended it.", List.of()));
            }
            byte[] piece = piece(way.task(), path, have, source.size() - have);
            if (piece.length == 0) {
                throw new Refused(path + " became shorter while it was copied.");
            }
            refuse(receiver.append(path, have, piece));
            have += piece.length;
            context.diary().heard(way.task().seq());
            way.pace().came(piece.length);
        }
        if (!receiver.end(path, source.sha256())) {
            return false;
        }
        way.log().say(path + ": " + source.size() + " bytes are at " + receiver.place(path) + ".");
        way.log().say("  SHA-256 " + source.sha256());
        return true;
    }

    private static long have(Receiver receiver, Source source) throws Halted {
        return Math.min(receiver.have(source.path()), source.size());
    }

    private static void refuse(Optional<String> reason) throws Refused {
        if (reason.isPresent()) {
            throw new Refused(reason.get());
        }
    }

    private Receiver receiver(Task task, Step.Copy step) {
        if (step.to().equals(Step.WORKSTATION)) {
            Path folder =
                    context.copies()
                            .resolve(context.diary().id())
                            .resolve("hop-" + task.hop().number())
                            .resolve(task.id());
            return new WorkstationCopies(context.copies(), folder);
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

    /// The step ends here, without having done its work.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Finish finish;

        Refused(String reason) {
            this(Finish.failed(reason));
        }

        Refused(Finish finish) {
            super(finish.reason(), null, false, false);
            this.finish = finish;
        }
    }

    /// Says about once a second how far all of it is.
    private static final class Pace {
        private final Diary diary;
        private final StepLog log;
        private final Instant begun;
        private Instant said = Instant.EPOCH;
        private long all;
        private long came;

        Pace(Diary diary, StepLog log, long all) {
            this.diary = diary;
            this.log = log;
            this.all = all;
            this.begun = diary.now();
        }

        void more(long bytes) {
            all += bytes;
        }

        void came(long bytes) {
            came += bytes;
            Instant now = diary.now();
            if (came >= all || now.isAfter(said.plusSeconds(1))) {
                said = now;
                log.progress(Amount.progress(came, all, Duration.between(begun, now)));
            }
        }
    }
}
