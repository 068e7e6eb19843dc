package dev.handrail.rehearsal;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.copy.CopyScripts;

/// Why a copy of a server cannot be made, used or removed.
final class RehearsalProblems {
    private RehearsalProblems() {}

    /// `failed`: the line in which the script says why.
    static Problem ofFailure(CopyLine failed) {
        String reason = failed.detailAt(0);
        String detail = failed.detailAt(1);
        return new Problem(
                "rehearsal." + reason,
                switch (reason) {
                    case "root" -> Message.of("rehearsal.root.what", detail);
                    case "missing" -> Message.of("rehearsal.missing.what", detail);
                    case "held" -> Message.of("rehearsal.held.what", detail);
                    case "locked" -> Message.of("rehearsal.locked.what", detail);
                    case "space" -> Message.of("rehearsal.space.what", detail);
                    case "memory" -> Message.of("rehearsal.memory.what");
                    case "database" -> Message.of("rehearsal.database.what", detail);
                    case "postgresql", "redis", "sqlite" ->
                            Message.of("rehearsal.database-copy.what", detail);
                    case "boot" -> Message.of("rehearsal.boot.what", detail);
                    case "busy", "left" -> Message.of("rehearsal.left.what", detail);
                    default -> Message.of("rehearsal.failed.what", reason, detail);
                },
                todo(reason));
    }

    private static Message todo(String reason) {
        return switch (reason) {
            case "root" -> Message.of("rehearsal.root.todo");
            case "missing" -> Message.of("rehearsal.missing.todo");
            case "held" -> Message.of("rehearsal.held.todo");
            case "locked" -> Message.of("rehearsal.locked.todo");
            case "space", "memory" -> Message.of("rehearsal.space.todo");
            case "busy", "left" -> Message.of("rehearsal.left.todo", CopyScripts.FOLDER);
            default -> Message.of("rehearsal.failed.todo");
        };
    }

    /// The script ended without a word that Handrail knows. `output`: what it printed last.
    static Problem unclear(String output) {
        return new Problem(
                "rehearsal.unclear",
                Message.of("rehearsal.unclear.what", output),
                Message.of("rehearsal.failed.todo"));
    }

    /// `reached`: what the copy can reach of the server.
    static Problem notIsolated(String reached) {
        return new Problem(
                "rehearsal.not-isolated",
                Message.of("rehearsal.not-isolated.what", reached),
                Message.of("rehearsal.not-isolated.todo"));
    }
}
