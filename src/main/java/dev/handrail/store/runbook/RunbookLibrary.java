package dev.handrail.store.runbook;

import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.Message;
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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Loads runbooks: those that come with Handrail and the admin's own.
public final class RunbookLibrary {
    private RunbookLibrary() {}

    /// `notices`: what the admin should know, such as that their own runbook replaces a built-in
    /// one. `untrusted`: sound runbooks of the admin's own that were left out.
    public record LoadResult(
            List<Runbook> runbooks,
            List<RunbookError> errors,
            List<Message> notices,
            List<OwnRunbook> untrusted) {}

    /// An error in a runbook. `line`: from 1, or 0 if the error is in no line. `field`: such as
    /// `routes[0].steps[2].script`, or empty.
    public record RunbookError(String file, int line, String field, Message message) {
        /// The message behind the place of the error.
        public Message locatedMessage() {
            String place = file + (line > 0 ? ":" + line : "") + ":";
            return Message.sentences(
                    Message.literal(field.isEmpty() ? place : place + " " + field + ":"), message);
        }
    }

    /// The functions that all scripts share.
    public static ScriptText sharedFunctions() {
        return new ScriptText("lib.sh", ScriptLibrary.sharedFunctions());
    }

    /// Loads the built-in runbooks and those in the user's folders: a folder is a runbook, or holds
    /// runbook folders.
    public static LoadResult loadRunbooks(List<Path> userFolders) {
        return loadAll(userFolders).toResult();
    }

    /// The same with the admin's own folder, of which it takes only what is trusted: what others
    /// may change is an error.
    public static LoadResult loadRunbooks(
            List<Path> userFolders, Path own, Predicate<OwnRunbook> trusted) {
        RunbookCollector collector = loadAll(userFolders);
        for (Path folder : runbookFolders(own, collector)) {
            addOwn(folder, collector, trusted);
        }
        return collector.toResult();
    }

    /// Reads one runbook of the admin's own as one that is not trusted yet.
    public static LoadResult readOwn(Path runbookFolder) {
        RunbookCollector collector = new RunbookCollector();
        addOwn(runbookFolder, collector, own -> false);
        return collector.toResult();
    }

    private static void addOwn(
            Path folder, RunbookCollector collector, Predicate<OwnRunbook> trusted) {
        Optional<Message> open = RunbookPermissions.findProblem(folder);
        if (open.isPresent()) {
            collector.errors.add(new RunbookError(folder.toString(), 0, "", open.get()));
            return;
        }
        TreeMap<String, byte[]> seen = new TreeMap<>();
        var files = new RunbookFiles.RememberedFiles(new RunbookFiles.FolderFiles(folder), seen);
        RunbookReader.RunbookResult read =
                new RunbookReader(new RunbookSchema()).readRunbook(files);
        Optional<OwnRunbook> own = read.runbook().map(book -> OwnRunbook.of(folder, book, seen));
        if (own.filter(trusted.negate()).isPresent()) {
            collector.untrusted.add(own.get());
        } else {
            collector.addRunbook(files, read, true);
            own.ifPresent(book -> collector.addUseNotice(book));
        }
    }

    private static RunbookCollector loadAll(List<Path> userFolders) {
        RunbookReader reader = RunbookReader.ofBuiltIn();
        RunbookCollector collector = new RunbookCollector();
        for (String id : listBuiltIn()) {
            RunbookFiles files = new RunbookFiles.BuiltInFiles(id);
            collector.addRunbook(files, reader.readRunbook(files), false);
        }
        addAll(
                userFolders.stream()
                        .flatMap(folder -> runbookFolders(folder, collector).stream())
                        .toList(),
                collector);
        return collector;
    }

    private static void addAll(List<Path> folders, RunbookCollector collector) {
        if (!folders.isEmpty()) {
            RunbookReader reader = new RunbookReader(new RunbookSchema());
            folders.stream()
                    .map(RunbookFiles.FolderFiles::new)
                    .forEach(files -> collector.addRunbook(files, reader.readRunbook(files), true));
        }
    }

    /// Checks one runbook folder. Unlike loading, this also reports texts that have no translation,
    /// and undo scripts that lack what they need.
    public static LoadResult checkFolder(Path runbookFolder) {
        RunbookCollector collector = new RunbookCollector();
        RunbookFiles files = new RunbookFiles.FolderFiles(runbookFolder);
        RunbookReader.RunbookResult read =
                new RunbookReader(new RunbookSchema()).readRunbook(files);
        collector.addRunbook(files, read, true);
        collector.notices.addAll(read.warnings());
        read.runbook()
                .map(WayBackCheck::new)
                .ifPresent(check -> collector.errors.addAll(check.findErrors()));
        RunbookScriptCheck scripts =
                new RunbookScriptCheck(
                        runbookFolder, Objects.requireNonNullElse(System.getenv("PATH"), ""));
        scripts.checkScripts(read.runbook());
        collector.errors.addAll(scripts.errors());
        collector.notices.addAll(scripts.notices());
        if (!collector.errors.isEmpty()) {
            collector.runbooks.clear();
        }
        return collector.toResult();
    }

    /// The ids of the built-in runbooks. An index file lists them, because a class path folder
    /// inside a jar cannot be listed.
    static List<String> listBuiltIn() {
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

    /// The folder itself if it holds a `runbook.json`, else its subfolders by name; none if the
    /// folder does not exist.
    private static List<Path> runbookFolders(Path folder, RunbookCollector collector) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (Files.exists(folder.resolve(RunbookReader.FILE))) {
            return List.of(folder);
        }
        try {
            return listSubfolders(folder);
        } catch (IOException | UncheckedIOException e) {
            collector.errors.add(unreadableFolder(folder, e));
            return List.of();
        }
    }

    private static List<Path> listSubfolders(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static RunbookError unreadableFolder(Path folder, Exception error) {
        String why = String.valueOf(error.getMessage());
        return new RunbookError(
                folder.toString(), 0, "", Message.of("store.runbook.folder-unreadable", why));
    }

    /// Collects runbooks by id; of several with the same id, the last one wins.
    private static final class RunbookCollector {
        private final Map<String, Runbook> runbooks = new LinkedHashMap<>();
        private final Map<String, String> from = new LinkedHashMap<>();
        private final List<RunbookError> errors = new ArrayList<>();
        private final List<Message> notices = new ArrayList<>();
        private final List<OwnRunbook> untrusted = new ArrayList<>();

        void addRunbook(RunbookFiles files, RunbookReader.RunbookResult read, boolean own) {
            errors.addAll(read.errors());
            read.runbook()
                    .ifPresent(runbook -> {
                        String label = files.describeFile(RunbookReader.FILE);
                        String before = from.put(runbook.id(), label);
                        if (before != null) {
                            notices.add(replacementNotice(runbook.id(), label, before, own));
                        }
                        runbooks.put(runbook.id(), runbook);
                    });
        }

        void addUseNotice(OwnRunbook own) {
            String folder = own.folder().toString();
            notices.add(Message.of("store.runbook.own-used", own.runbook().id(), folder));
        }

        /// Says which runbook replaces which.
        private static Message replacementNotice(
                String id, String label, String before, boolean own) {
            return own && before.startsWith("runbooks/")
                    ? Message.of("store.runbook.replaces-built-in", id, label)
                    : Message.of("store.runbook.replaces", id, label, before);
        }

        LoadResult toResult() {
            return new LoadResult(
                    List.copyOf(runbooks.values()),
                    List.copyOf(errors),
                    List.copyOf(notices),
                    List.copyOf(untrusted));
        }
    }
}
