package dev.handrail.remote.step;

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
                            detail
                                    + " on the server is a symbolic link. Handrail does not follow"
                                    + " one there.",
                            "Look who put it there; remove it, then try again.");
            case "owner" ->
                    new Problem(
                            "step.foreign-folder",
                            detail
                                    + " on the server, or a folder above it, belongs to someone"
                                    + " else or is open to others.",
                            "Look who made it; give it to the user that Handrail uses there with"
                                    + " mode 0700, then try again.");
            case "logout" ->
                    new Problem(
                            "step.ends-at-logout",
                            "The server ends all processes of "
                                    + detail
                                    + " at logout, so a step would end with the connection.",
                            "Run `loginctl enable-linger "
                                    + detail
                                    + "` on the server as root, or connect as root.");
            case "no-terminal" ->
                    new Problem(
                            "step.no-terminal",
                            "The step needs a terminal, and the server has no `script` command to"
                                    + " give it one.",
                            "Install it (Debian and Ubuntu: package bsdutils; Red Hat:"
                                    + " util-linux-script), then try again.");
            case "not-started" ->
                    new Problem(
                            ServerShell.StepEnd.StartRefused.NOT_STARTED,
                            "The step in " + detail + " did not start in time.",
                            "See if the server's disk is full or it is overloaded, then try again:"
                                    + " it cannot start twice.");
            default ->
                    new Problem(
                            "step." + ServerText.toPlainLine(key),
                            "The server refused the step: " + detail,
                            "");
        };
    }

    private static Problem folderNotMade(String detail) {
        if (detail.contains("No space")) {
            return diskFull(detail);
        }
        if (detail.contains("Read-only")) {
            return new Problem(
                    "server.read-only",
                    "The folder for steps cannot be made, since the disk is mounted read-only: "
                            + detail,
                    "See `dmesg` on the server: a damaged disk is often mounted so. Mount it"
                            + " writable, then try again.");
        }
        return new Problem(
                "step.folder",
                "The folder for steps cannot be made on the server: " + detail,
                "Give the user that Handrail uses there the right to write to it.");
    }

    private static Problem diskFull(String detail) {
        return new Problem(
                "server.disk-full",
                "The server's disk is full; the step was not started: " + detail,
                "Make room there, then try again: it cannot start twice.");
    }

    public static Problem noAnswer(String said) {
        return new Problem(
                "step.no-answer",
                "The server did not answer as it should" + (said.isEmpty() ? "." : ": " + said),
                "Try again; if it stays so, log in by hand and look.");
    }
}
