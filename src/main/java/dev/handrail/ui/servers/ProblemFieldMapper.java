package dev.handrail.ui.servers;

import dev.handrail.model.Problem;
import dev.handrail.ui.servers.ServerForm.FormField;

import java.util.Optional;

/// Finds the field of the form that a problem is about.
final class ProblemFieldMapper {
    private ProblemFieldMapper() {}

    /// Returns the field of the setting that the problem names, or empty when it names none.
    static Optional<FormField> findField(Problem problem) {
        return problem.serverSetting()
                .map(setting ->
                        switch (setting) {
                            case HOST -> FormField.HOST;
                            case PORT -> FormField.PORT;
                            case USER -> FormField.USER;
                            case KEY_FILE -> FormField.KEY;
                            case JUMP_HOST -> FormField.JUMP;
                            case ESCALATION -> FormField.SUDO;
                        });
    }
}
