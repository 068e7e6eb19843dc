package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.time.Instant;

/// The Handrail process that executes a run. `process`: its number on the computer `host`; 0 if it
/// is not known. `since`: when it took the run.
public record RunOwner(OwnerKind kind, long process, String host, Instant since) {
    /// How an admin started that process.
    public enum OwnerKind {
        WINDOW,
        COMMAND
    }

    /// This process.
    public static RunOwner here(OwnerKind kind, Instant now) {
        return new RunOwner(kind, ProcessHandle.current().pid(), localHost(), now);
    }

    /// Another process that cannot be described, because it has only begun to take the run.
    public static RunOwner unknown(Instant now) {
        return new RunOwner(OwnerKind.COMMAND, 0, "", now);
    }

    /// The user and computer of this process, as other admins see them.
    public static String localHost() {
        String name = System.getenv("HOSTNAME");
        String computer = name == null ? System.getenv("COMPUTERNAME") : name;
        return System.getProperty("user.name") + (computer == null ? "" : "@" + computer);
    }

    /// Names the process and says since when it has the run.
    public Message description() {
        String number = Long.toString(process);
        if (process == 0) {
            return Message.of("run.owner.unknown");
        }
        return kind == OwnerKind.WINDOW
                ? Message.of("run.owner.window", number, host, since)
                : Message.of("run.owner.command", number, host, since);
    }

    /// Why another process cannot execute the run now.
    public Problem toProblem() {
        return new Problem(
                "lock.owned",
                Message.of("run.owner.what", description()),
                Message.of("run.owner.todo"));
    }
}
