package dev.handrail.remote.ssh.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files that make up an SSH configuration, as they are written. `ssh -G` neither keeps the
/// quotes of several paths apart nor says which values are its own defaults; these files do.
record SshConfigSources(List<SshConfigFile.ConfigLine> lines) {
    /// Leaves out files that cannot be read.
    static SshConfigSources readFiles(List<Path> files) {
        List<SshConfigFile.ConfigLine> lines = new ArrayList<>();
        for (Path file : files) {
            try {
                lines.addAll(SshConfigFile.readFile(file).allLines());
            } catch (IOException e) {
                // ssh says what is wrong with it.
            }
        }
        return new SshConfigSources(lines);
    }

    /// The values of every line with this keyword, each line's apart.
    List<List<String>> wordsOf(String keyword) {
        return lines.stream()
                .filter(line -> line.keyword().equals(keyword))
                .map(SshConfigFile.ConfigLine::words)
                .toList();
    }

    /// Whether a line with this keyword names this algorithm, as in `MACs +hmac-sha1`.
    boolean namesAlgorithm(String keyword, String algorithm) {
        return wordsOf(keyword).stream()
                .flatMap(List::stream)
                .filter(list -> !list.startsWith("-"))
                .flatMap(list -> List.of(list.replaceFirst("^[+^]", "").split(",")).stream())
                .anyMatch(name -> HostPatterns.matchesAny(List.of(name), algorithm));
    }
}
