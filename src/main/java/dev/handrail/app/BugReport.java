package dev.handrail.app;

import dev.handrail.redact.SecretRedactor;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/// A bug of Handrail itself, as it is told to an admin. `log`: the log file that has it too.
public record BugReport(Throwable bug, Path log) {

    /// Everything that a developer needs: a short code that is the same each time the same bug
    /// shows, and the whole trace, redacted, because the admin may send it.
    public String details() {
        StackTraceElement[] stack = bug.getStackTrace();
        String where = stack.length == 0 ? "" : stack[0].getClassName() + stack[0].getMethodName();
        int code = (bug.getClass().getName() + where).hashCode();
        return "Handrail %08X, Java %s, %s%nLog: %s%n%n%s"
                .formatted(code, Runtime.version(), System.getProperty("os.name"), log, trace());
    }

    /// The trace, redacted.
    public String trace() {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        return new SecretRedactor(List.of()).redactText(trace.toString());
    }
}
