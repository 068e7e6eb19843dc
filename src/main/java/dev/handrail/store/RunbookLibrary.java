package dev.handrail.store;

import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Loads runbooks: those that come with Handrail and the admin's own.
public final class RunbookLibrary {
    private RunbookLibrary() {}

    /// `notices`: what the admin should know, such as that an own runbook takes the place of a
    /// built-in one.
    public record Loaded(List<Runbook> runbooks, List<RunbookError> errors, List<String> notices) {}

    /// What is wrong with a runbook. `line`: from 1, or 0 where the file has none. `field`: such as
    /// `routes[0].steps[2].script`.
    public record RunbookError(String file, int line, String field, String message) {
        @Override
        public String toString() {
            return file
                    + (line > 0 ? ":" + line : "")
                    + ": "
                    + (field.isEmpty() ? "" : field + ": ")
                    + message;
        }
    }

    /// Loads the built-in runbooks and those in the user's folders: a folder is a runbook, or holds
    /// runbook folders.
    public static Loaded load(List<Path> userFolders) {
        return new Loaded(List.of(), List.of(), List.of());
    }

    /// Checks one runbook folder.
    public static Loaded check(Path runbookFolder) {
        return new Loaded(List.of(), List.of(), List.of());
    }

    /// The functions that stand in front of every script.
    public static ScriptText library() {
        return shared("lib.sh");
    }

    /// The script that tells the facts of a server, whatever runs there.
    public static ScriptText host() {
        return shared("host.sh");
    }

    private static ScriptText shared(String name) {
        try (InputStream in = RunbookLibrary.class.getResourceAsStream("/runbooks/" + name)) {
            return new ScriptText(
                    name, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
