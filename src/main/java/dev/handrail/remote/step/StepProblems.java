package dev.handrail.remote.step;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ServerShell;
import dev.handrail.text.ServerText;

/// Says why a server did not start a step, or could not tell of it.
public final class StepProblems {
    private StepProblems() {}

    /// From the key and the detail that a script gave.
    static Problem startRefused(String said) {
        int blank = said.indexOf(' ');
        String key = blank < 0 ? said : said.substring(0, blank);
        String detail = ServerText.toPlainLine(blank < 0 ? "" : said.substring(blank + 1));
        return switch (key) {
            case "space" -> diskFull(detail);
            case "folder" -> folderNotMade(detail);
            case "symlink" ->
                    new Problem(
                            "step.symlink",
                            Message.literal(
                                    detail
                                            + " on the server is a symbolic link. Handrail does not"
                                            + " follow one there."),
                            Message.literal("Look who put it there; remove it, then try again."));
            case "owner" ->
                    new Problem(
                            "step.foreign-folder",
                            Message.literal(
                                    detail
                                            + " on the server, or a folder above it, belongs to"
                                            + " someone else or is open to others."),
                            Message.literal(
                                    "Look who made it; give it to the user that Handrail uses there"
                                            + " with mode 0700, then try again."));
            case "logout" ->
                    new Problem(
                            "step.ends-at-logout",
                            Message.literal(
                                    "The server ends all processes of "
                                            + detail
                                            + " at logout, so a step would end with the"
                                            + " connection."),
                            Message.literal(
                                    "Run `loginctl enable-linger "
                                            + detail
                                            + "` on the server as root, or connect as root."));
            case "no-terminal" ->
                    new Problem(
                            "step.no-terminal",
                            Message.literal(
                                    "The step needs a terminal, and the server has no `script`"
                                            + " command to give it one."),
                            Message.literal(
                                    "Install it (Debian and Ubuntu: package bsdutils; Red Hat:"
                                            + " util-linux-script), then try again."));
            case "not-started" ->
                    new Problem(
                            ServerShell.StepEnd.StartRefused.NOT_STARTED,
                            Message.literal("The step in " + detail + " did not start in time."),
                            Message.literal(
                                    "See if the server's disk is full or it is overloaded, then try"
                                            + " again: it cannot start twice."));
            default ->
                    new Problem(
                            "step." + ServerText.toPlainLine(key),
                            Message.literal("The server refused the step: " + detail),
                            Message.EMPTY);
        };
    }

    private static Problem folderNotMade(String detail) {
        if (detail.contains("No space")) {
            return diskFull(detail);
        }
        if (detail.contains("Read-only")) {
            return new Problem(
                    "server.read-only",
                    Message.literal(
                            "The folder for steps cannot be made, since the disk is mounted"
                                    + " read-only: "
                                    + detail),
                    Message.literal(
                            "See `dmesg` on the server: a damaged disk is often mounted so. Mount"
                                    + " it writable, then try again."));
        }
        return new Problem(
                "step.folder",
                Message.literal("The folder for steps cannot be made on the server: " + detail),
                Message.literal(
                        "Give the user that Handrail uses there the right to write to it."));
    }

    private static Problem diskFull(String detail) {
        return new Problem(
                "server.disk-full",
                Message.literal("The server's disk is full; the step was not started: " + detail),
                Message.literal("Make room there, then try again: it cannot start twice."));
    }

    public static Problem noAnswer(String said) {
        return new Problem(
                "step.no-answer",
                Message.literal(
                        "The server did not answer as it should"
                                + (said.isEmpty() ? "." : ": " + said)),
                Message.literal("Try again; if it stays so, log in by hand and look."));
    }
}
