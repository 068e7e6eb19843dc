package dev.handrail.remote.step;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ServerShell;
import dev.handrail.text.ServerText;

/// Explains why a server did not start a step, or gave no valid answer about it.
public final class StepProblems {
    private StepProblems() {}

    /// `reply`: the key and the detail that a script printed, such as `folder Permission denied`.
    static Problem startRefused(String reply) {
        int blank = reply.indexOf(' ');
        String key = blank < 0 ? reply : reply.substring(0, blank);
        return explainRefusal(
                key, ServerText.toPlainLine(blank < 0 ? "" : reply.substring(blank + 1)));
    }

    private static Problem explainRefusal(String key, String detail) {
        return switch (key) {
            case "space" -> diskFull(detail);
            case "folder" -> folderNotMade(detail);
            case "symlink" -> symbolicLink(detail);
            case "owner" -> foreignFolder(detail);
            case "logout" -> endsAtLogout(detail);
            case "no-terminal" -> noTerminal();
            case "not-started" -> notStarted(detail);
            default -> unknownRefusal(key, detail);
        };
    }

    private static Problem symbolicLink(String path) {
        return new Problem(
                "step.symlink",
                Message.of("remote.step.symlink.what", path),
                Message.of("remote.step.symlink.todo"));
    }

    private static Problem foreignFolder(String path) {
        return new Problem(
                "step.foreign-folder",
                Message.of("remote.step.foreign-folder.what", path),
                Message.of("remote.step.foreign-folder.todo"));
    }

    private static Problem endsAtLogout(String user) {
        return new Problem(
                "step.ends-at-logout",
                Message.of("remote.step.ends-at-logout.what", user),
                Message.of("remote.step.ends-at-logout.todo", user));
    }

    private static Problem noTerminal() {
        return new Problem(
                "step.no-terminal",
                Message.of("remote.step.no-terminal.what"),
                Message.of("remote.step.no-terminal.todo"));
    }

    private static Problem notStarted(String folder) {
        return new Problem(
                ServerShell.StepEnd.StartRefused.NOT_STARTED,
                Message.of("remote.step.not-started.what", folder),
                Message.of("remote.step.not-started.todo"));
    }

    /// For a key that has no text of its own, such as `no-log`.
    private static Problem unknownRefusal(String key, String detail) {
        return new Problem(
                "step." + ServerText.toPlainLine(key),
                Message.of("remote.step.refused.what", detail),
                Message.EMPTY);
    }

    /// Tells a full and a read-only disk from other reasons by the words of `mkdir`.
    private static Problem folderNotMade(String detail) {
        if (detail.contains("No space")) {
            return diskFull(detail);
        }
        return detail.contains("Read-only")
                ? readOnlyDisk(detail)
                : new Problem(
                        "step.folder",
                        Message.of("remote.step.no-folder.what", detail),
                        Message.of("remote.step.no-folder.todo"));
    }

    private static Problem readOnlyDisk(String detail) {
        return new Problem(
                "server.read-only",
                Message.of("remote.step.read-only-disk.what", detail),
                Message.of("remote.step.read-only-disk.todo"));
    }

    private static Problem diskFull(String detail) {
        return new Problem(
                "server.disk-full",
                Message.of("remote.step.disk-full.what", detail),
                Message.of("remote.step.disk-full.todo"));
    }

    /// `output`: what the server printed instead of an answer; may be empty.
    public static Problem noAnswer(String output) {
        return new Problem(
                "step.no-answer",
                output.isEmpty()
                        ? Message.of("remote.step.no-answer.what")
                        : Message.of("remote.step.invalid-answer.what", output),
                Message.of("remote.step.no-answer.todo"));
    }
}
