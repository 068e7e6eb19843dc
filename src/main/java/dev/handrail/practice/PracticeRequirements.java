package dev.handrail.practice;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a workstation needs to run the practice server.
final class PracticeRequirements {
    private PracticeRequirements() {}

    /// The first requirement that this workstation lacks, or empty.
    static Optional<Message> findMissing() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of(Message.of("practice.requirement.linux"));
        }
        for (String program : new String[] {"sh", "git"}) {
            if (!isOnPath(program)) {
                return Optional.of(Message.of("practice.requirement.program", program));
            }
        }
        return Optional.empty();
    }

    static Problem unsupportedProblem(Message requirement) {
        return new Problem(
                "practice.unsupported",
                Message.of("practice.start.unsupported.what", requirement),
                Message.of("practice.start.unsupported.todo"));
    }

    private static boolean isOnPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
