package dev.handrail.cli.output;

import dev.handrail.model.Problem;

import java.util.List;

/// The exit codes of all commands. Scripts rely on them, so they never change their meaning.
public final class ExitCodes {
    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int BLOCKED = 3;
    public static final int ANSWER_NEEDED = 4;
    public static final int NO_CONNECTION = 5;
    public static final int STANDS_STILL = 6;
    public static final int NOT_FOUND = 7;
    public static final int HISTORY = 8;
    public static final int WENT_BACK = 9;

    /// Each code and its meaning, separated by a colon, for `--help`.
    public static final List<String> MEANINGS =
            List.of(
                    "0:done",
                    "1:a step failed, or something went wrong; with verify: not all is well",
                    "2:the command line is wrong",
                    "3:the plan is blocked; the findings say why",
                    "4:an answer is needed; see --answers and --yes",
                    "5:the server cannot be reached or lets nobody in",
                    "6:the run is paused, or continues without this command; see resume",
                    "7:no such product, run, server or file",
                    "8:the history cannot be used (locked, read-only or damaged)",
                    "9:the upgrade failed, and Handrail rolled it back by itself; see"
                            + " --go-back-on-failure",
                    "130:interrupted; a running step continues on the server",
                    "143:ended by a signal; the same");

    private ExitCodes() {}

    /// The exit code of a command that ends with this problem.
    public static int of(Problem problem) {
        return switch (problem.kind().exitMeaning()) {
            case FAILED -> FAILED;
            case USAGE -> USAGE;
            case BLOCKED -> BLOCKED;
            case ANSWER_NEEDED -> ANSWER_NEEDED;
            case NO_CONNECTION -> NO_CONNECTION;
            case PAUSED -> STANDS_STILL;
            case NOT_FOUND -> NOT_FOUND;
            case HISTORY -> HISTORY;
        };
    }
}
