package dev.handrail.cli.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// The person's own editor, on a private file that is gone afterwards. `command`: as a shell would
/// run it, without the file.
record ExternalEditor(String command) {
    private static final Logger LOGGER = Logger.getLogger(ExternalEditor.class.getName());

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    /// The editor that `VISUAL` or `EDITOR` names.
    static ExternalEditor ofEnvironment(Map<String, String> environment) {
        return new ExternalEditor(
                Stream.of("VISUAL", "EDITOR")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isBlank())
                        .findFirst()
                        .orElse(WINDOWS ? "notepad" : "vi"));
    }

    /// What an editor left. `text`: empty if it is not in UTF-8: nobody knows what was typed.
    record EditedText(Optional<String> text) {}

    /// Returns what the person made of the text; empty if the editor failed or nothing changed.
    Optional<EditedText> editText(String text) {
        try {
            Path folder = Files.createTempDirectory("handrail-merge-");
            try {
                return editFile(Files.createTempFile(folder, "lines-", ".conf"), text);
            } finally {
                deleteFolder(folder);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Editor", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<EditedText> editFile(Path file, String text)
            throws IOException, InterruptedException {
        String before = text.isEmpty() ? "" : text + "\n";
        Files.writeString(file, before);
        int exit = new ProcessBuilder(commandLine(file)).inheritIO().start().waitFor();
        Optional<String> after = readText(file);
        return exit == 0 && !after.equals(Optional.of(before))
                ? Optional.of(new EditedText(after.map(ExternalEditor::withoutLastEnd)))
                : Optional.empty();
    }

    private static String withoutLastEnd(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /// Empty if the editor saved it in another encoding than UTF-8.
    private static Optional<String> readText(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file).replace("\r\n", "\n"));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private List<String> commandLine(Path file) {
        return WINDOWS
                ? List.of("cmd", "/c", command, file.toString())
                : List.of("sh", "-c", command + " \"$1\"", "sh", file.toString());
    }

    /// An editor may leave files and folders beside the one that it was given. What the person
    /// typed counts even if one of them stays.
    private static void deleteFolder(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(ExternalEditor::deletePath);
        } catch (IOException | UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "Editor", e);
        }
    }

    private static void deletePath(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Editor", e);
        }
    }
}
