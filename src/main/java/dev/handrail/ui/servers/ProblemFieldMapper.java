package dev.handrail.ui.servers;

import dev.handrail.model.Problem;
import dev.handrail.ui.servers.ServerForm.FormField;

import java.util.Optional;

/// Which field of the form a failure is about, told by its key.
final class ProblemFieldMapper {
    private ProblemFieldMapper() {}

    static Optional<FormField> of(Problem problem) {
        String key = problem.key();
        return switch (key) {
            case "net.timeout", "net.unknown-host", "net.unreachable" ->
                    Optional.of(FormField.HOST);
            case "net.refused", "net.closed" -> Optional.of(FormField.PORT);
            case "auth.key-refused", "auth.no-key" -> Optional.of(FormField.KEY);
            case "config.jump-loop" -> Optional.of(FormField.JUMP);
            default -> byGroup(key.replaceFirst("[.].*", ""));
        };
    }

    private static Optional<FormField> byGroup(String group) {
        return switch (group) {
            case "protocol" -> Optional.of(FormField.PORT);
            case "auth" -> Optional.of(FormField.USER);
            case "key" -> Optional.of(FormField.KEY);
            case "sudo", "doas", "run0", "root" -> Optional.of(FormField.SUDO);
            default -> Optional.empty();
        };
    }
}
