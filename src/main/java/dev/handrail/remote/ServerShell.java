package dev.handrail.remote;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.model.time.ServerTimes;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/// A connection to a server on which scripts run, with the target's privilege. Methods may be
/// called from several threads.
public interface ServerShell extends AutoCloseable {

    Target target();

    /// The server's host key as `SHA256:...`.
    String hostKey();

    /// The folder for run folders on this server, as an absolute path; it depends on the privilege.
    String baseFolder() throws ConnectionLostException;

    /// Runs a read-only script to its end, directly. Output beyond 16 MiB is cut.
    ScriptResult run(String script, Duration limit) throws ConnectionLostException;

    /// Runs a script that writes to `out` what it prints, without a limit on size. An error of
    /// `out` comes back as an UncheckedIOException.
    ScriptResult runStreaming(String script, Duration limit, OutputStream out)
            throws ConnectionLostException;

    /// Runs a script with these bytes on descriptor 3. Contents and secrets reach the server only
    /// this way: never in argv, never in a variable.
    ScriptResult runWithInput(String script, byte[] input, Duration limit)
            throws ConnectionLostException;

    /// Starts a step exactly once, or attaches to it if it is started already, and follows its
    /// output from an offset.
    StepEnd startStep(StepFolder folder, StepJob job, long offset, OutputListener output)
            throws ConnectionLostException;

    /// Follows a step that was started before, from an offset into its log.
    StepEnd attachStep(StepFolder folder, long offset, OutputListener output)
            throws ConnectionLostException;

    /// The status of a step, as the server reports it.
    StepStatus stepStatus(StepFolder folder) throws ConnectionLostException;

    /// Ends a step: TERM to its process group, KILL after the grace period.
    CancelResult cancelStep(StepFolder folder, Duration grace) throws ConnectionLostException;

    /// Types into a step that declared prompts.
    void typeInput(StepFolder folder, byte[] input) throws ConnectionLostException;

    /// One round trip, measured now.
    Duration roundTrip() throws ConnectionLostException;

    /// False after the connection was lost or closed; a lost one may count as open for a moment
    /// longer.
    boolean isOpen();

    @Override
    void close();

    /// `exit`: the exit status, or -1 if the limit was reached and the script was left.
    record ScriptResult(int exit, String out, String err) {
        public boolean hasSucceeded() {
            return exit == 0;
        }
    }

    /// A step's folder on the server: `<base>/<run>/<name>`. All parts match
    /// `[A-Za-z0-9_.-]{1,64}`, apart from `base`.
    record StepFolder(String base, String run, String name) {
        public String fullPath() {
            return base + "/" + run + "/" + name;
        }
    }

    /// What to run. `script`: the whole text, beginning with its quoted assignments. `prompts`: you
    /// may type into it. `terminal`: it needs a terminal. `most`: the number of bytes it may print;
    /// beyond them the server ends it.
    record StepJob(String script, boolean prompts, boolean terminal, long most) {}

    /// Takes raw output as it comes, in order, on the thread that follows. `onReply` is called
    /// whenever the server reports on the step, `onAlive` at least every few seconds while the step
    /// lives, with output or without, and never after it has ended. `onTimes` is called once the
    /// step has ended, if the server measured it.
    interface OutputListener {
        /// The listener must not keep the array: only the first `length` bytes belong to this call.
        void onOutput(byte[] bytes, int length);

        default void onReply() {}

        default void onAlive() {}

        default void onTimes(ServerTimes times) {}
    }

    /// How following a step ended. A lost connection throws instead, because then the result is
    /// unknown.
    sealed interface StepEnd {
        /// The size of its log, as far as the server knows.
        default long logBytes() {
            return 0;
        }

        /// `noSpace`: the server's disk was full when it ended, so its log may be cut.
        record Exited(int code, long logBytes, boolean noSpace) implements StepEnd {}

        /// The server ended it because it printed more than it may, or `filling`: because its log
        /// was about to fill the disk.
        record OutputLimitExceeded(long logBytes, boolean filling) implements StepEnd {}

        /// Nobody knows how the step ended; `why`: `reboot`, `died`, or `damaged` where the
        /// server's record of the step is empty or odd.
        record StepDied(String why, long logBytes) implements StepEnd {}

        /// The server has no such step.
        record UnknownStep() implements StepEnd {}

        /// The server gave no valid answer, or refused one about a step that may have started.
        record UnclearAnswer(Problem problem) implements StepEnd {}

        /// It was not started: no space, a foreign owner, a symbolic link in the way, ...
        record StartRefused(Problem problem) implements StepEnd {
            /// The key of a step whose folder exists, but which never began.
            public static final String NOT_STARTED = "step.not-started";
        }
    }

    /// How far a step is, as the server reported it in one answer.
    sealed interface StepStatus {
        /// The step runs; `logBytes`: the size of its log so far.
        record Running(long logBytes) implements StepStatus {}

        /// The step has ended, or the server has no such step or gave no valid answer.
        record Done(StepEnd end) implements StepStatus {}

        /// The folder of the step exists, but the step never began.
        record NotStarted() implements StepStatus {}
    }

    /// `survivors`: processes of the step that are still there, as `pid command`.
    record CancelResult(StepStatus status, List<String> survivors) {}
}
