package dev.handrail.store.runbook;

import dev.handrail.detect.ScriptLibrary;
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
    public record LoadResult(
            List<Runbook> runbooks, List<RunbookError> errors, List<String> notices) {}

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
    public static ScriptText sharedFunctions() {
        return new ScriptText("lib.sh", ScriptLibrary.sharedFunctions());
    }

    /// Loads the built-in runbooks and those in the user's folders: a folder is a runbook, or holds
    /// runbook folders.
    public static LoadResult loadRunbooks(List<Path> userFolders) {
        RunbookReader reader = new RunbookReader(new RunbookSchema());
        RunbookCollector shelf = new RunbookCollector();
        for (String id : listBuiltIn()) {
            RunbookFiles files = new RunbookFiles.BuiltInFiles(id);
            shelf.addRunbook(files, reader.readRunbook(files), false);
        }
        for (Path folder : userFolders) {
            for (Path own : runbookFolders(folder, shelf)) {
                RunbookFiles files = new RunbookFiles.FolderFiles(own);
                shelf.addRunbook(files, reader.readRunbook(files), true);
            }
        }
        return shelf.toResult();
    }

    /// Checks one runbook folder.
    public static LoadResult checkFolder(Path runbookFolder) {
        RunbookCollector shelf = new RunbookCollector();
        RunbookFiles files = new RunbookFiles.FolderFiles(runbookFolder);
        RunbookReader.RunbookResult read =
                new RunbookReader(new RunbookSchema()).readRunbook(files);
        shelf.addRunbook(files, read, true);
        shelf.notices.addAll(read.warnings());
        return shelf.toResult();
    }

    /// The ids of the built-in runbooks: a folder on the class path cannot be listed when it is in
    /// a jar.
    private static List<String> listBuiltIn() {
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

    private static List<Path> runbookFolders(Path folder, RunbookCollector shelf) {
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
    private static final class RunbookCollector {
        private final Map<String, Runbook> runbooks = new LinkedHashMap<>();
        private final Map<String, String> from = new LinkedHashMap<>();
        private final List<RunbookError> errors = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();

        void addRunbook(RunbookFiles files, RunbookReader.RunbookResult read, boolean own) {
            errors.addAll(read.errors());
            read.runbook()
                    .ifPresent(runbook -> {
                        String label = files.describeFile(RunbookReader.FILE);
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

        LoadResult toResult() {
            return new LoadResult(
                    List.copyOf(runbooks.values()), List.copyOf(errors), List.copyOf(notices));
        }
    }
}
