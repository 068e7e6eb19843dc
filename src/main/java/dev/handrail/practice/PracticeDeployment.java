package dev.handrail.practice;

import dev.handrail.remote.LocalProgram;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The deployment on the practice server: its files, and its services while the server is down.
final class PracticeDeployment {
    /// The limit for building the deployment, and for each command to its services.
    private static final long LIMIT_SECONDS = 120;

    private static final List<String> SERVICES = List.of("web", "scheduler", "worker");

    private final Path scratch;
    private final Path home;
    private final Map<String, String> environment;

    PracticeDeployment(Path scratch, Path home, Map<String, String> environment) {
        this.scratch = scratch;
        this.home = home;
        this.environment = environment;
    }

    /// Builds the deployment if there is none; otherwise starts the services that ran when it was
    /// closed.
    void ensureReady() throws IOException, InterruptedException {
        if (!Files.exists(home.resolve("practice-server"))) {
            Path seed = scratch.resolve("seed");
            copySeed(seed);
            run(List.of("/bin/sh", seed.resolve("build.sh").toString(), home.toString()));
        } else if (Files.exists(stoppedServicesFile())) {
            List<String> names = Files.readAllLines(stoppedServicesFile());
            if (!names.isEmpty()) {
                controlServices("start", names);
            }
            Files.delete(stoppedServicesFile());
        }
    }

    /// Stops the services and records which of them ran.
    void close() throws IOException, InterruptedException {
        List<String> running = new ArrayList<>();
        for (String service : SERVICES) {
            if (execCommand(List.of(serviceScript().toString(), "status", service)) == 0) {
                running.add(service);
            }
        }
        Files.write(stoppedServicesFile(), running);
        controlServices("stop", SERVICES);
    }

    /// Deletes the scratch folder with everything in it; the services must be stopped.
    void deleteFiles() throws IOException {
        try (Stream<Path> tree = Files.walk(scratch)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// Names the services to start again, one a line. It exists only while the server is down.
    private Path stoppedServicesFile() {
        return scratch.resolve("services-to-start");
    }

    /// The deployment's own script, which takes `start`, `stop` or `status` and names of services.
    private Path serviceScript() {
        return home.resolve("status-page").resolve("service.sh");
    }

    private void controlServices(String action, List<String> names)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(serviceScript().toString(), action));
        command.addAll(names);
        run(command);
    }

    /// Copies the bundled files that build the deployment; the resource `files` lists them.
    private void copySeed(Path seed) throws IOException {
        for (String name : readResource("files").lines().toList()) {
            Path file = seed.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream in = openResource(name)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String readResource(String name) throws IOException {
        try (InputStream in = openResource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream openResource(String name) throws IOException {
        InputStream in = PracticeDeployment.class.getResourceAsStream("/practice/" + name);
        if (in == null) {
            throw new IOException("Handrail is not whole: practice/" + name + " is missing.");
        }
        return in;
    }

    /// Throws with the last line of output when the command does not exit with 0.
    private void run(List<String> command) throws IOException, InterruptedException {
        int code = execCommand(command);
        if (code != 0) {
            throw new IOException(
                    String.join(" ", command) + " ended with " + code + ": " + lastLine());
        }
    }

    /// Waits for the command and returns its exit code, or -1 when the limit came first; then the
    /// command and its children are killed.
    private int execCommand(List<String> command) throws IOException, InterruptedException {
        Process process = startCommand(command);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            LocalProgram.kill(process);
            return -1;
        }
        return process.exitValue();
    }

    private Process startCommand(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(logFile().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// The output of the newest command; each command overwrites it.
    private Path logFile() {
        return scratch.resolve("last-command.log");
    }

    /// The last line that is not blank, or an empty text.
    private String lastLine() throws IOException {
        try (Stream<String> lines = Files.lines(logFile(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
        }
    }
}
