package dev.handrail.remote.ssh.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A private folder with a short path: the socket of the master, its log, and the questions of ssh.
final class MasterFolder implements AutoCloseable {
    /// A socket's path may have 104 bytes on macOS, and ssh adds 17 to it for a moment.
    private static final int LONGEST = 85;

    private final Path folder;
    private final AtomicLong counter = new AtomicLong();

    private MasterFolder(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder, which only this user may enter.
    static MasterFolder create() throws IOException {
        Path folder = makeFolder();
        MasterFolder made = new MasterFolder(folder);
        try (InputStream script = MasterFolder.class.getResourceAsStream("/remote/askpass.sh")) {
            Files.copy(Objects.requireNonNull(script), made.askpass());
            Files.setPosixFilePermissions(
                    made.askpass(), PosixFilePermissions.fromString("rwx------"));
        }
        return made;
    }

    private static Path makeFolder() throws IOException {
        Path usual = Files.createTempDirectory("hr");
        if (usual.toString().length() <= LONGEST - 2) {
            return usual;
        }
        Files.delete(usual);
        return Files.createTempDirectory(Path.of("/tmp"), "hr");
    }

    Path socket() {
        return folder.resolve("m");
    }

    Path log() {
        return folder.resolve("log");
    }

    /// What ssh and its jump hosts print beside the log.
    Path errors() {
        return folder.resolve("errors");
    }

    /// The program that ssh runs for each question.
    Path askpass() {
        return folder.resolve("ask");
    }

    /// A new name for the log of one channel.
    Path channelLog() {
        return folder.resolve("c" + counter.incrementAndGet());
    }

    /// What ssh has reported so far.
    String logText() {
        return readText(log());
    }

    String errorText() {
        return readText(errors());
    }

    /// The questions that wait for an answer, in the order of their names.
    List<Path> questions() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith("question."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Waits a moment for ssh; an interrupt makes it return at once.
    static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Empty text for a file that is not there.
    static String readText(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// The last host key that ssh has checked in this log, as `SHA256:...`. Escapes in the log keep
    /// a server from writing such a line.
    static Optional<CheckedKey> checkedKey(String log) {
        return log.lines()
                .filter(line ->
                        line.startsWith("debug1: Server host key: ")
                                || line.startsWith("debug1: Server host certificate: "))
                .map(line -> line.split("[ ,]+"))
                .filter(words -> words.length >= 6)
                .map(words -> new CheckedKey(words[4], words[5]))
                .reduce((_, last) -> last);
    }

    /// The algorithms that a log names as those of the connection; a MAC that a cipher makes
    /// needless is `<implicit>` there.
    static List<String> usedAlgorithms(String log) {
        return log.lines()
                .filter(line -> line.startsWith("debug1: kex: "))
                .flatMap(line -> Stream.of(line.substring(13).split(" ")))
                .filter(word -> word.matches("[^:<>]+-[^:<>]+"))
                .toList();
    }

    /// `type`: such as `ssh-ed25519`.
    record CheckedKey(String type, String fingerprint) {}

    /// ssh may remove its socket at the same moment, so one attempt need not be enough.
    @Override
    public void close() {
        for (int attempt = 0; attempt < 5 && Files.exists(folder); attempt++) {
            deleteAll();
        }
    }

    private void deleteAll() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(MasterFolder::deleteQuietly);
        } catch (IOException | UncheckedIOException e) {
            // A file was gone before its turn; the next attempt finds the rest.
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // ssh may be leaving a file at this moment; the folder holds no secret.
        }
    }
}
