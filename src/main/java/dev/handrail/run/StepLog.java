package dev.handrail.run;

import dev.handrail.remote.Mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The output of one step: masked, and journaled by its offset in the server's log.
final class StepLog {
    /// How far to look back when another process has followed before.
    private static final int LOOK_BACK = 65536;

    private final Diary diary;
    private final long step;
    private final List<String> secrets;
    private final Lines lines = new Lines(line -> {});
    private final boolean listening;
    private Mask mask;
    private long end;
    private long taken = -1;
    private int skip;
    private boolean lineOpen;

    /// `secrets`: those known in this run; the list grows as the admin types more. `listening`:
    /// someone wants to know the line that has not ended yet.
    StepLog(Work.Task task, Diary diary, CopyOnWriteArrayList<String> secrets, boolean listening) {
        this.diary = diary;
        this.step = task.seq();
        this.secrets = secrets;
        this.listening = listening;
        this.mask = new Mask(secrets);
        if (!task.fresh()) {
            takeUp();
        }
    }

    /// For a step that Handrail carries out itself.
    static StepLog ofOwn(Work.Task task, Diary diary) {
        return new StepLog(task, diary, new CopyOnWriteArrayList<>(), false);
    }

    /// Goes on behind what is journaled of it already.
    private void takeUp() {
        end = diary.journal().outputEnd(diary.id(), step);
        lineOpen = end > 0;
        if (listening) {
            diary.journal()
                    .readOutput(
                            diary.id(),
                            step,
                            Math.max(0, end - LOOK_BACK),
                            (offset, bytes) -> {
                                lines.feed(bytes);
                                return true;
                            });
        }
    }

    /// Where to follow from: right behind what came before. Another process begins some way before
    /// what it has journaled, so that a secret in several lines is still known for one.
    synchronized long follow() {
        if (taken < 0) {
            taken = Math.max(0, end - LOOK_BACK);
            skip = (int) (end - taken);
        }
        return taken;
    }

    synchronized void raw(byte[] bytes, int length) {
        taken += length;
        masked(mask.feed(bytes, length));
    }

    synchronized void ended() {
        masked(mask.end());
        diary.journal().outputEnded(diary.id(), step);
    }

    /// A line of Handrail's own, for steps that it carries out itself.
    synchronized void say(String sentence) {
        own((lineOpen ? "\n" : "") + mask.line(sentence) + "\n");
        lineOpen = false;
    }

    /// The same, but the next one takes its place.
    synchronized void progress(String sentence) {
        own("\r" + "%-70s".formatted(mask.line(sentence)));
        lineOpen = true;
    }

    private void own(String text) {
        masked(text.getBytes(StandardCharsets.UTF_8));
    }

    /// From now on this is masked too.
    synchronized void secret(String text) {
        masked(mask.end());
        secrets.add(text);
        mask = new Mask(secrets);
    }

    synchronized long end() {
        return end;
    }

    synchronized String openLine() {
        return lines.open();
    }

    private void masked(byte[] bytes) {
        int skipped = Math.min(skip, bytes.length);
        skip -= skipped;
        byte[] fresh = skipped == 0 ? bytes : Arrays.copyOfRange(bytes, skipped, bytes.length);
        if (fresh.length > 0) {
            diary.output(step, end, fresh);
            end += fresh.length;
            if (listening) {
                lines.feed(fresh);
            }
        }
    }
}
