package dev.handrail.store.history.check;

import dev.handrail.model.Problem;
import dev.handrail.run.Journal.RunDamage;
import dev.handrail.store.history.SqliteJournal;
import dev.handrail.store.history.integrity.OutputSeals;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads every byte of a history: the structure of the file, the events and the output of all runs.
public final class HistoryCheck {
    private static final List<String> WITHOUT_RUN =
            List.of(
                    "select count(*) from event where run not in (select number from run)",
                    "select count(*) from chunk where run not in (select number from run)",
                    "select count(*) from output_seal where run not in (select number from run)");
    private static final String OUTPUTS =
            "select r.id, r.number, o.step from (select run, step from chunk union"
                    + " select run, step from output_seal) o join run r on r.number = o.run"
                    + " order by r.number desc, o.step";

    /// How often the check looks at what seems damaged: another process may have written between
    /// two of its queries. Damage is there each time.
    private static final int LOOKS = 5;

    private static final long PAUSE_MILLIS = 50;

    private final SqliteJournal journal;

    public HistoryCheck(SqliteJournal journal) {
        this.journal = journal;
    }

    /// `late`: how many of the runs were written before Handrail had checksums. What was altered in
    /// them before their migration cannot be known.
    public record HistoryCheckResult(long runs, long late, List<RunDamage> damages) {
        public HistoryCheckResult {
            damages = List.copyOf(damages);
        }

        public boolean isSound() {
            return damages.isEmpty();
        }
    }

    /// The output of a step. `number`: of the run.
    private record StepOutput(String run, long number, long step) {}

    public HistoryCheckResult checkHistory() {
        List<RunDamage> damages = new ArrayList<>();
        damages.addAll(lookAgain(this::findFileDamage));
        damages.addAll(lookAgain(journal::findUnreadableRuns));
        for (StepOutput output : journal.inspectFile(HistoryCheck::listOutputs)) {
            damages.addAll(lookAgain(() -> checkOutput(output)));
        }
        return new HistoryCheckResult(
                journal.inspectFile(db -> db.queryNumber("select count(*) from run")),
                journal.inspectFile(
                        db -> db.queryNumber("select count(*) from run where late > 0")),
                damages);
    }

    /// Returns the damages that are there at every look.
    private static List<RunDamage> lookAgain(Supplier<List<RunDamage>> look) {
        List<RunDamage> damages = look.get();
        for (int looks = 1; !damages.isEmpty() && looks < LOOKS && pauseBriefly(); looks++) {
            damages = look.get();
        }
        return damages;
    }

    /// False if the thread is to end.
    private static boolean pauseBriefly() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<RunDamage> findFileDamage() {
        return journal.inspectFile(HistoryCheck::isFileSound)
                ? List.of()
                : List.of(new RunDamage("", journal.damagedFile()));
    }

    private static boolean isFileSound(SqliteConnection db) throws SQLException {
        for (String orphans : WITHOUT_RUN) {
            if (db.queryNumber(orphans) > 0) {
                return false;
            }
        }
        return db.queryFirst("pragma integrity_check(1)", row -> row.getString(1))
                .orElse("")
                .equals("ok");
    }

    private static List<StepOutput> listOutputs(SqliteConnection db) throws SQLException {
        return db.queryList(
                OUTPUTS, row -> new StepOutput(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    private List<RunDamage> checkOutput(StepOutput output) {
        Optional<Problem> damage =
                journal.readOutput(output.run(), output.step(), 0, (offset, bytes) -> true);
        boolean sealed =
                journal.inspectFile(db -> OutputSeals.isIntact(db, output.number(), output.step()));
        return damage
                .or(() -> sealed ? Optional.empty() : Optional.of(journal.damagedFile()))
                .map(why -> new RunDamage(output.run(), why))
                .stream()
                .toList();
    }
}
