package dev.handrail.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `ansible-playbook` with pipelining over one connection that stays open; a call-back says how
/// long each task took.
record Ansible(Place place, Path folder) {

    /// One task `command: true`, from its beginning to its verdict: the median of a playbook.
    double task() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "ansible-playbook", "-i", "bench,", folder.resolve("true.yml").toString());
        builder.environment().putAll(environment());
        Process process =
                builder.redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        List<String> lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException("ansible-playbook failed: " + lines);
        }
        return Spread.of(
                        lines.stream()
                                .filter(line -> line.startsWith("took "))
                                .skip(1)
                                .mapToDouble(line -> Double.parseDouble(line.substring(5)))
                                .toArray())
                .median();
    }

    private Map<String, String> environment() {
        return Map.of(
                "ANSIBLE_CONFIG",
                folder.resolve("ansible.cfg").toString(),
                "ANSIBLE_HOME",
                place.ssh().resolve("ansible").toString(),
                "ANSIBLE_SSH_CONTROL_PATH",
                place.ssh().resolve("ansible-master").toString(),
                "ANSIBLE_SSH_ARGS",
                "-F "
                        + OpenSsh.configuration(place)
                        + " -o ControlMaster=auto -o ControlPersist=30s");
    }
}
