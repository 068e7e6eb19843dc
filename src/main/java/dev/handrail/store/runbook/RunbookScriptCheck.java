package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks the scripts in the folder of a runbook: their syntax, and that the functions that they
/// call exist.
final class RunbookScriptCheck {
    private final Path folder;
    private final ScriptProgramCheck programs;
    private final List<RunbookError> errors = new ArrayList<>();

    /// `path`: the folders with programs, like the variable PATH.
    RunbookScriptCheck(Path folder, String path) {
        this.folder = folder;
        this.programs = new ScriptProgramCheck(path);
    }

    List<RunbookError> errors() {
        return Stream.concat(programs.errors().stream(), errors.stream()).toList();
    }

    List<Message> notices() {
        return programs.notices();
    }

    /// `runbook`: empty if it has errors; then nothing is known of its functions.
    void checkScripts(Optional<Runbook> runbook) {
        try {
            List<Path> scripts = listScripts();
            if (!scripts.isEmpty()) {
                programs.checkScripts(scripts);
            }
            if (runbook.isPresent()) {
                FunctionCheck functions = new FunctionCheck(runbook.get().library().text());
                for (Path script : scripts) {
                    errors.addAll(
                            functions.findErrors(script.toString(), Files.readString(script)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            String why = String.valueOf(e.getMessage());
            errors.add(
                    new RunbookError(
                            folder.toString(),
                            0,
                            "",
                            Message.of("store.runbook.folder-unreadable", why)));
        }
    }

    /// Leaves out what the field that names the file has an error for: a script with Windows line
    /// ends, or without text.
    private List<Path> listScripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().endsWith(".sh") && isUnixText(Files.readAllBytes(file))) {
                    scripts.add(file);
                }
            }
        }
        return scripts;
    }

    private static boolean isUnixText(byte[] bytes) {
        try {
            return !RunbookField.decodeUtf8(bytes).contains("\r\n");
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
