package dev.handrail.remote.copy;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

/// Why there is no copy of a server to work in.
public final class CopyProblems {
    private CopyProblems() {}

    /// The copy was removed, its server was started anew, or it ended.
    public static Problem gone() {
        return new Problem(
                "rehearsal.gone",
                Message.of("remote.copy.gone.what"),
                Message.of("remote.copy.gone.todo"));
    }

    /// A run that began in a copy continues only there, and one of a server only on the server.
    public static Problem otherCopy() {
        return new Problem(
                "rehearsal.other",
                Message.of("remote.copy.other.what"),
                Message.of("remote.copy.other.todo"));
    }
}
