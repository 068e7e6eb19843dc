package dev.handrail.store;

import dev.handrail.detect.Scripts;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /// The functions that all scripts share.
    public static ScriptText library() {
        return new ScriptText("lib.sh", Scripts.lib());
    }

    /// Loads the built-in runbooks and those in the user's folders: a folder is a runbook, or holds
    /// runbook folders.
    public static Loaded load(List<Path> userFolders) {
        RunbookReader reader = new RunbookReader(new RunbookSchema());
        Shelf shelf = new Shelf();
        for (String id : builtIn()) {
            RunbookFiles files = new RunbookFiles.BuiltIn(id);
            shelf.add(files, reader.read(files), false);
        }
        for (Path folder : userFolders) {
            for (Path own : runbookFolders(folder, shelf)) {
                RunbookFiles files = new RunbookFiles.Folder(own);
                shelf.add(files, reader.read(files), true);
            }
        }
        return shelf.loaded();
    }

    /// Checks one runbook folder.
    public static Loaded check(Path runbookFolder) {
        Shelf shelf = new Shelf();
        RunbookFiles files = new RunbookFiles.Folder(runbookFolder);
        shelf.add(files, new RunbookReader(new RunbookSchema()).read(files), true);
        return shelf.loaded();
    }

    /// The ids of the built-in runbooks: a folder on the class path cannot be listed when it is in
    /// a jar.
    private static List<String> builtIn() {
        try (InputStream in = RunbookLibrary.class.getResourceAsStream("/runbooks/index.txt")) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> runbookFolders(Path folder, Shelf shelf) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (Files.exists(folder.resolve(RunbookReader.FILE))) {
            return List.of(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            shelf.errors.add(
                    new RunbookError(
                            folder.toString(),
                            0,
                            "",
                            "The folder cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    /// The runbooks by id, the last one of an id winning.
    private static final class Shelf {
        private final Map<String, Runbook> runbooks = new LinkedHashMap<>();
        private final Map<String, String> from = new LinkedHashMap<>();
        private final List<RunbookError> errors = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();

        void add(RunbookFiles files, RunbookReader.Read read, boolean own) {
            errors.addAll(read.errors());
            read.runbook()
                    .ifPresent(runbook -> {
                        String label = files.label(RunbookReader.FILE);
                        String before = from.put(runbook.id(), label);
                        if (before != null) {
                            notices.add(
                                    "The runbook \""
                                            + runbook.id()
                                            + "\" is taken from "
                                            + label
                                            + " instead of "
                                            + (own && before.startsWith("runbooks/")
                                                    ? "the one that comes with Handrail."
                                                    : before + "."));
                        }
                        runbooks.put(runbook.id(), runbook);
                    });
        }

        Loaded loaded() {
            return new Loaded(
                    List.copyOf(runbooks.values()), List.copyOf(errors), List.copyOf(notices));
        }
    }
}
