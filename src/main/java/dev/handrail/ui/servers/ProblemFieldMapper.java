package dev.handrail.ui.servers;

import dev.handrail.model.Problem;
import dev.handrail.ui.servers.ServerForm.FormField;

import java.util.Optional;

/// Finds the form field that a connection problem is about.
final class ProblemFieldMapper {
    private ProblemFieldMapper() {}

    /// Empty for a problem that no field can solve, such as a refused host key.
    static Optional<FormField> findField(Problem problem) {
        return switch (problem.key()) {
            case "net.timeout", "net.unknown-host", "net.unreachable" ->
                    Optional.of(FormField.HOST);
            case "net.refused", "net.closed" -> Optional.of(FormField.PORT);
            case "auth.key-refused", "auth.no-key" -> Optional.of(FormField.KEY);
            case "config.jump-loop" -> Optional.of(FormField.JUMP);
            default -> findFieldOfKind(problem);
        };
    }

    /// The only place that reads the kind of a problem from its key.
    private static Optional<FormField> findFieldOfKind(Problem problem) {
        return switch (problem.key().replaceFirst("[.].*", "")) {
            case "protocol" -> Optional.of(FormField.PORT);
            case "auth" -> Optional.of(FormField.USER);
            case "key" -> Optional.of(FormField.KEY);
            case "sudo", "doas", "run0", "root" -> Optional.of(FormField.SUDO);
            default -> Optional.empty();
        };
    }
}
