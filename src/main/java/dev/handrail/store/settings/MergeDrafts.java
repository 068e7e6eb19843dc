package dev.handrail.store.settings;

import dev.handrail.model.Hop;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunServer;
import dev.handrail.store.file.PrivateFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Keeps which side an admin chose for each change of a configuration file, so that the same
/// question proposes it again, in another run too. Holds no line and no name of a file.
///
/// Each file of a question has a file here. Its name is a hash of server, product, versions, both
/// files' hashes and the masked changes; its lines are `NUMBER CHOICE`.
public final class MergeDrafts implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(MergeDrafts.class.getName());

    /// The choice that loses a value where the new version has a placeholder is made each time.
    private static final String MINE = "mine";

    private static final Duration AT_THE_END = Duration.ofSeconds(10);

    private final Path folder;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    public MergeDrafts(Path folder) {
        this.folder = folder;
    }

    /// Returns the drafts for the files of a question; without a step, none.
    public QuestionDraft findDraft(Run run, QuestionAsked asked) {
        Map<String, FileDraft> files = new LinkedHashMap<>();
        run.findStep(asked.step())
                .ifPresent(step -> {
                    String place = describePlace(run, step);
                    for (FileChange file : asked.question().files()) {
                        files.put(file.mine(), new FileDraft(fileName(place, file), file));
                    }
                });
        return new QuestionDraft(folder, files, writer::execute);
    }

    /// Waits for choices that are still being written. Nothing is kept later.
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// `name`: of the file that keeps the choices.
    private record FileDraft(String name, FileChange file) {
        boolean mayKeep(int change, String choice) {
            return change >= file.changes().size()
                    || choice.equals(MINE)
                    || !file.changes().get(change).locked();
        }
    }

    private static String describePlace(Run run, Run.StepRun step) {
        Hop hop = run.start().plan().hops().get(step.hop());
        String server =
                Optional.ofNullable(run.start().places().get(step.step().info().role()))
                        .map(RunServer::target)
                        .map(target -> target.addressText())
                        .orElse("");
        return String.join(
                "\n", server, run.start().plan().product(), hop.from().text(), hop.to().text());
    }

    private static String fileName(String place, FileChange file) {
        List<LineChange> changes =
                Stream.concat(file.changes().stream(), file.applied().stream()).toList();
        return sha256Hex(
                String.join(
                        "\n",
                        place,
                        file.mine(),
                        file.mineSha256(),
                        file.freshSha256(),
                        Integer.toString(file.changes().size()),
                        changes.toString()));
    }

    private static String sha256Hex(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// The choices for the files of one question. Without a disk that works there are none; the
    /// admin then decides anew.
    public static final class QuestionDraft {
        /// Keeps nothing.
        public static final QuestionDraft NONE =
                new QuestionDraft(Path.of(""), Map.of(), Runnable::run);

        private final Path folder;
        private final Map<String, FileDraft> files;
        private final Executor writer;

        private QuestionDraft(Path folder, Map<String, FileDraft> files, Executor writer) {
            this.folder = folder;
            this.files = files;
            this.writer = writer;
        }

        /// Returns the choices by file and change. The changes that wait count from 0, then those
        /// that are applied by themselves.
        public Map<String, Map<Integer, String>> readChoices() {
            Map<String, Map<Integer, String>> all = new LinkedHashMap<>();
            files.forEach((file, draft) -> all.put(file, readFile(draft)));
            return all;
        }

        private Map<Integer, String> readFile(FileDraft draft) {
            Map<Integer, String> choices = new TreeMap<>();
            try {
                for (String line : Files.readAllLines(folder.resolve(draft.name()))) {
                    String[] words = line.split(" ", 2);
                    if (words.length == 2 && words[0].matches("[0-9]{1,6}")) {
                        choices.put(Integer.valueOf(words[0]), words[1]);
                    }
                }
            } catch (NoSuchFileException e) {
                return Map.of();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "A draft cannot be read", e);
            }
            return choices;
        }

        /// The same as [#saveChoices], but returns at once. The last call wins.
        public void saveChoicesLater(String file, Map<Integer, String> choices) {
            try {
                writer.execute(() -> saveChoices(file, choices));
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "A choice came after the end", e);
            }
        }

        /// Keeps all choices for a file in the place of those before. Returns after they are on
        /// disk.
        public void saveChoices(String file, Map<Integer, String> choices) {
            FileDraft draft = files.get(file);
            if (draft == null) {
                return;
            }
            StringBuilder text = new StringBuilder();
            new TreeMap<>(choices)
                    .forEach((change, choice) -> {
                        if (draft.mayKeep(change, choice)) {
                            text.append(change).append(' ').append(choice).append('\n');
                        }
                    });
            try {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                PrivateFiles.writeAtomically(folder, draft.name(), bytes);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "A draft cannot be written", e);
            }
        }
    }
}
