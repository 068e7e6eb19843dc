package dev.handrail.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The OpenSSH client, as the peers' configuration in the place's folder has it.
record OpenSsh(Place place, Commands commands) {

    double run(String... words) throws IOException {
        return commands.seconds(ssh(List.of(words)));
    }

    double save(Path file, String... words) throws IOException {
        return commands.seconds(ssh(List.of(words)), file.toString());
    }

    /// A connection that stays open, for the commands that go through it.
    Master master() throws IOException {
        String socket = place.ssh().resolve("master").toString();
        run("-M", "-S", socket, "-f", "-N", "bench");
        return new Master(this, socket);
    }

    private List<String> ssh(List<String> words) {
        List<String> all = new ArrayList<>(List.of("ssh", "-F", configuration(place)));
        all.addAll(words);
        return all;
    }

    static String configuration(Place place) {
        return place.ssh().resolve("peers").toString();
    }

    record Master(OpenSsh ssh, String socket) implements AutoCloseable {
        double run(String command) throws IOException {
            return ssh.run("-S", socket, "bench", command);
        }

        @Override
        public void close() throws IOException {
            ssh.commands()
                    .seconds(
                            ssh.ssh(List.of("-q", "-S", socket, "-O", "exit", "bench")),
                            "/dev/null");
        }
    }
}
