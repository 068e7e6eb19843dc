package dev.handrail.remote.copy;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

/// Why there is no copy of a server to work in.
public final class CopyProblems {
    private static final String GONE = "@@failed\tgone";

    private CopyProblems() {}

    /// The copy was removed, its server was started anew, or it ended.
    public static Problem gone() {
        return new Problem(
                "rehearsal.gone",
                Message.of("remote.copy.gone.what"),
                Message.of("remote.copy.gone.todo"));
    }

    /// What entering the copy printed says why it cannot be entered.
    public static Problem ofEntry(String output) {
        String why =
                output.lines()
                        .filter(line -> line.startsWith(GONE))
                        .map(line -> line.substring(GONE.length()).strip())
                        .findFirst()
                        .orElse("");
        return switch (why) {
            case "memory" -> serverShort(Message.of("remote.copy.short.memory"));
            case "disk" -> serverShort(Message.of("remote.copy.short.disk"));
            case "load" -> serverShort(Message.of("remote.copy.short.load"));
            default -> gone();
        };
    }

    /// The watch on the server has ended the copy.
    private static Problem serverShort(Message what) {
        return new Problem("rehearsal.gone", what, Message.of("remote.copy.short.todo"));
    }

    /// A run that began in a copy continues only there, and one of a server only on the server.
    public static Problem otherCopy() {
        return new Problem(
                "rehearsal.other",
                Message.of("remote.copy.other.what"),
                Message.of("remote.copy.other.todo"));
    }
}
