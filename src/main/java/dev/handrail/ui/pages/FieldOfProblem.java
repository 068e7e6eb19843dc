package dev.handrail.ui.pages;

import dev.handrail.model.Problem;
import dev.handrail.ui.pages.ServerForm.Field;

import java.util.Optional;

/// Which field of the form a failure is about, told by its key.
final class FieldOfProblem {
    private FieldOfProblem() {}

    static Optional<Field> of(Problem problem) {
        String key = problem.key();
        return switch (key) {
            case "net.timeout", "net.unknown-host", "net.unreachable" -> Optional.of(Field.HOST);
            case "net.refused", "net.closed" -> Optional.of(Field.PORT);
            case "auth.key-refused", "auth.no-key" -> Optional.of(Field.KEY);
            case "config.jump-loop" -> Optional.of(Field.JUMP);
            default -> byGroup(key.replaceFirst("[.].*", ""));
        };
    }

    private static Optional<Field> byGroup(String group) {
        return switch (group) {
            case "protocol" -> Optional.of(Field.PORT);
            case "auth" -> Optional.of(Field.USER);
            case "key" -> Optional.of(Field.KEY);
            case "sudo" -> Optional.of(Field.SUDO);
            default -> Optional.empty();
        };
    }
}
