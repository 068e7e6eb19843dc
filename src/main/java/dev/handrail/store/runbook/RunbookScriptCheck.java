package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            Map<Path, String> scripts = readScripts();
            if (!scripts.isEmpty()) {
                programs.checkScripts(List.copyOf(scripts.keySet()));
            }
            if (runbook.isPresent()) {
                FunctionCheck functions = new FunctionCheck(runbook.get().library().text());
                scripts.forEach((script, text) ->
                        errors.addAll(functions.findErrors(script.toString(), text)));
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
    /// ends, without text, too large, or behind a link.
    private Map<Path, String> readScripts() throws IOException {
        Map<Path, String> scripts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(RunbookScriptCheck::isScript).sorted().toList()) {
                readScript(file)
                        .filter(RunbookScriptCheck::isUnixText)
                        .ifPresent(bytes ->
                                scripts.put(file, new String(bytes, StandardCharsets.UTF_8)));
            }
        }
        return scripts;
    }

    private static boolean isScript(Path file) {
        return file.toString().endsWith(".sh")
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// Empty for a file that Handrail refuses to read.
    private Optional<byte[]> readScript(Path file) throws IOException {
        try {
            String name = folder.relativize(file).toString();
            return Optional.ofNullable(new RunbookFolder(folder).readFile(name));
        } catch (RunbookFolder.FileRefusedException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnixText(byte[] bytes) {
        try {
            return !RunbookField.decodeUtf8(bytes).contains("\r\n");
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
