package dev.handrail.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;

/// Runs scripts of the product: a shell of this machine, or the models.
interface ScriptHost {
    String base();

    String bootId();

    /// What the script answered: its exit code and both outputs. Times read `TIME`, short numbers
    /// of seconds `QUIET`; signs of life are left out, since their number is chance.
    String run(String script);

    /// Runs it beside what comes next.
    Running launch(String script);

    /// `path`: below the base.
    void write(String path, String text);

    void awaitFile(String path);

    /// From now on no file can be written.
    void setFull(boolean full);

    /// A script that was launched.
    interface Running {
        String answer();
    }

    private static String describe(int exit, String out, String err) {
        return "exit %d\n%s%s"
                .formatted(exit, out, err)
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "TIME")
                .replaceAll("\t(yes|no)\t\\d{1,3}\n", "\t$1\tQUIET\n")
                .replace("@@alive\n", "")
                .replaceAll("@@times .*\n", "")
                .replaceAll("(refused \\S+) /\\S+", "$1 FOLDER")
                .replaceAll("/\\S+/lock cannot", "LOCK cannot");
    }

    /// `/bin/sh`, in a folder.
    final class RealHost implements ScriptHost {
        private static final String NO_ROOM = "trap '' XFSZ; ulimit -f 0\n";

        private final Path folder;
        private boolean full;

        RealHost(Path folder) {
            this.folder = folder;
        }

        @Override
        public String base() {
            return folder.toString();
        }

        @Override
        public String bootId() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String run(String script) {
            return launch(script).answer();
        }

        @Override
        public Running launch(String script) {
            try {
                Path file = Files.createTempFile(folder.getParent(), "script", ".sh");
                Files.writeString(file, (full ? NO_ROOM : "") + script);
                Process process =
                        new ProcessBuilder("/bin/sh", file.toString())
                                .redirectInput(Path.of("/dev/null").toFile())
                                .start();
                return () -> await(process);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String await(Process process) {
            try {
                byte[] out = process.getInputStream().readAllBytes();
                byte[] err = process.getErrorStream().readAllBytes();
                return describe(process.waitFor(), new String(out, UTF_8), new String(err, UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void setFull(boolean now) {
            full = now;
        }

        @Override
        public void write(String path, String text) {
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(
                        file.getParent(),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void awaitFile(String path) {
            while (!Files.exists(folder.resolve(path))) {
                Thread.onSpinWait();
            }
        }
    }

    /// The models, on a simulated server.
    final class ModelHost implements ScriptHost {
        private final SimulatedServer server;

        ModelHost(SimulatedServer server) {
            this.server = server;
        }

        @Override
        public String base() {
            return SimulatedServer.BASE;
        }

        @Override
        public String bootId() {
            return server.bootId();
        }

        @Override
        public String run(String script) {
            StringBuilder out = new StringBuilder();
            StringBuilder err = new StringBuilder();
            ScriptOutput output =
                    new ScriptOutput() {
                        @Override
                        public void print(String text) {
                            out.append(text);
                        }

                        @Override
                        public void printError(String text) {
                            err.append(text);
                        }
                    };
            int exit =
                    server.newProcess("shell")
                            .execute(process -> ServerScripts.run(process, script, output));
            return describe(exit, out.toString(), err.toString());
        }

        @Override
        public Running launch(String script) {
            AtomicReference<String> answer = new AtomicReference<>();
            Thread thread = server.time.start("launched", () -> answer.set(run(script)));
            return () -> {
                while (thread.isAlive()) {
                    server.time.pause(1_000_000);
                }
                return answer.get();
            };
        }

        @Override
        public void write(String path, String text) {
            String file = base() + "/" + path;
            server.disk.makeFolders(file.substring(0, file.lastIndexOf('/')));
            server.disk.write(file, text);
        }

        @Override
        public void setFull(boolean full) {
            server.disk.setFull(full);
        }

        @Override
        public void awaitFile(String path) {
            while (!server.disk.exists(base() + "/" + path)) {
                server.time.pause(1_000_000);
            }
        }
    }
}
