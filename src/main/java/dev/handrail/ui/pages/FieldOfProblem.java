package dev.handrail.ui.pages;

import dev.handrail.model.Problem;
import dev.handrail.ui.pages.ServerForm.Field;

import java.util.Optional;

/// Which field of the form a failure is about, told by its key.
final class FieldOfProblem {
    private FieldOfProblem() {}

    static Optional<Field> of(Problem problem) {
        String key = problem.key();
        if (has(key, "jump")) {
            return Optional.of(Field.JUMP);
        }
        if (has(key, "sudo")) {
            return Optional.of(Field.SUDO);
        }
        if (has(key, "refused", "port", "protocol", "banner")) {
            return Optional.of(Field.PORT);
        }
        if (has(
                key,
                "unknown-host",
                "unknown.host",
                "host-unknown",
                "resolve",
                "timeout",
                "unreachable")) {
            return Optional.of(Field.HOST);
        }
        if (has(key, "key-file", "keyfile", "private-key", "passphrase")) {
            return Optional.of(Field.KEY);
        }
        return has(key, "auth", "password") ? Optional.of(Field.USER) : Optional.empty();
    }

    private static boolean has(String key, String... parts) {
        for (String part : parts) {
            if (key.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
