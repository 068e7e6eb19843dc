package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.Shell.Ran;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the files of a merge step from the server, and writes them back.
final class MergeFiles {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST = 1 << 20;
    private static final int NOT_THERE = 4;
    private static final int CHANGED = 3;

    private final Context context;
    private final Work.Task task;

    MergeFiles(Context context, Work.Task task) {
        this.context = context;
        this.task = task;
    }

    /// `changed`: a file that was changed on the server after it was shown, or empty.
    record Written(String changed, Finish finish) {}

    private record Content(int exit, byte[] bytes) {}

    /// Reads what the listing names, `MINE<tab>NEW` or `MINE<tab>NEW<tab>BASE` a line. Adds what
    /// differs; answers what is wrong, or nothing.
    String read(String listing, List<MergeFile> differing) throws Halted {
        for (String line : listing.lines().filter(l -> !l.isBlank()).toList()) {
            String[] paths = line.split("\t", -1);
            if (paths.length < 2 || !Arrays.stream(paths).allMatch(p -> p.startsWith("/"))) {
                return "The list of files has a line that names no two files: " + line;
            }
            Content fresh = content(paths[1]);
            Content mine = content(paths[0]);
            if (fresh.exit() == NOT_THERE) {
                continue;
            }
            for (Content file : List.of(fresh, mine)) {
                if (file.exit() != 0 && file.exit() != NOT_THERE || file.bytes().length > MOST) {
                    return line.replace('\t', ' ') + ": cannot be read, or is too big to compare.";
                }
            }
            boolean newsIn = paths.length < 3 || !same(content(paths[2]), fresh);
            if (newsIn && !Arrays.equals(mine.bytes(), fresh.bytes())) {
                differing.add(
                        new MergeFile(
                                paths[0], mine.exit() == 0, mine.bytes(), paths[1], fresh.bytes()));
            }
        }
        return "";
    }

    Written write(List<MergeFile> files, Answer answer, StepLog log) throws Halted {
        int written = 0;
        for (MergeFile file : files) {
            List<Boolean> take = answer.takeNew().getOrDefault(file.minePath(), List.of());
            long taken = take.stream().limit(file.changes()).filter(yes -> yes).count();
            if (taken == 0) {
                log.say(file.minePath() + ": kept as it is.");
                continue;
            }
            Ran ran = write(file, file.merged(take));
            if (ran.exit() == CHANGED) {
                return new Written(file.minePath(), Finish.ok(""));
            }
            if (!ran.ok()) {
                String why = ran.err().strip();
                return new Written(
                        "", Finish.failed(file.minePath() + " could not be written: " + why));
            }
            log.say(file.minePath() + ": " + taken + " of " + file.changes() + " changes taken.");
            written++;
        }
        String said = written == 1 ? "1 file was written." : written + " files were written.";
        return new Written("", Finish.ok(said));
    }

    private Ran write(MergeFile file, byte[] text) throws Halted {
        Map<String, String> values =
                new TreeMap<>(context.sending().values(task.run().hop(), task.role(), task.id()));
        values.put("MERGE_FILE", file.minePath());
        values.put("MERGE_LIKE", file.freshPath());
        values.put("MERGE_OLD", file.mineSha256());
        values.put("MERGE_NEW", MergeFile.sha256(text));
        values.put("MERGE_KEY", key(file.minePath()));
        String script = context.sending().text(values, ScriptText.builtIn("run/merge-write.sh"));
        return context.servers().on(task.role(), shell -> shell.feed(script, text, LIMIT));
    }

    private Content content(String path) throws Halted {
        String script =
                context.sending()
                        .text(
                                Map.of("READ_FILE", path, "READ_MOST", Integer.toString(MOST + 1)),
                                ScriptText.builtIn("run/read-file.sh"));
        return context.servers()
                .on(
                        task.role(),
                        shell -> {
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            Ran ran = shell.stream(script, LIMIT, out);
                            return new Content(ran.exit(), out.toByteArray());
                        });
    }

    /// A name for the file that stays the same when the step is done again.
    private static String key(String path) {
        return MergeFile.sha256(path.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    private static boolean same(Content base, Content fresh) {
        return base.exit() == 0 && Arrays.equals(base.bytes(), fresh.bytes());
    }
}
