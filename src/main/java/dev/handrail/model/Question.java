package dev.handrail.model;

import java.util.List;

/// Something only the admin can decide, asked during a run.
///
/// `failure`: the key of the known failure that was seen, [#NOT_DONE], or empty. `files`: for
/// [Kind#MERGE], what differs.
public record Question(
        Kind kind,
        Message title,
        Message text,
        List<AnswerOption> options,
        String failure,
        List<FileChange> files) {
    /// A manual step was confirmed, and the server says that it is not done.
    public static final String NOT_DONE = "not-done";

    /// Before a point of no return: what is ahead does not fit into the admin's maintenance window.
    public static final Message NOT_ENOUGH_TIME = Message.of("run.forecast.not-enough-time");

    /// How runs recorded by earlier versions say the same.
    private static final Message RECORDED_TIME_WARNING =
            Message.literal("THERE IS NOT ENOUGH TIME LEFT: pause here, or go back now.");

    /// Whether it says that there is not enough time to go on.
    public boolean warnsOfTime() {
        return text.has(NOT_ENOUGH_TIME) || text.has(RECORDED_TIME_WARNING);
    }

    public enum Kind {
        /// A step failed, or its outcome is not known.
        FAILED,
        /// A manual step waits to be done.
        MANUAL,
        /// The next step has no way back.
        POINT_OF_NO_RETURN,
        /// Configuration files differ.
        MERGE,
        /// The running step asks something.
        PROMPT,
        /// The running step asks for a secret.
        SECRET,
        /// The running step takes longer than it should.
        STUCK,
        /// Another run has the server's lock, or has taken it over from this one.
        TAKE_OVER,
        /// The roll-back would put older data in the place of newer ones.
        DATA_LOSS
    }

    /// One answer that is possible. `needsReason`: it takes a written reason.
    public record AnswerOption(Choice choice, Message label, boolean needsReason) {}

    public enum Choice {
        CONTINUE,
        RETRY,
        SKIP,
        /// Run the known failure's recovery script, then the step again.
        RECOVER,
        /// End the running step on the server, then decide.
        CANCEL,
        /// End the run and undo what it did.
        ROLL_BACK,
        /// Leave the question open for as long as it takes: Handrail does not roll back by itself.
        STAY,
        /// Pause the run; it can be resumed.
        STOP,
        /// End the run for good and leave the server as it is.
        END
    }

    /// A file on the server and its new version. Texts are masked. `mineSha256` and `newSha256` are
    /// of the real contents.
    public record FileChange(
            String mine,
            String fresh,
            String mineSha256,
            String freshSha256,
            List<LineChange> changes) {}

    /// A run of lines that differ. `mineLine`: the number of the first line in the file on the
    /// server, from 1.
    public record LineChange(int mineLine, List<String> mine, int freshLine, List<String> fresh) {}
}
