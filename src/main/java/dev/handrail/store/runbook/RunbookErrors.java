package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.store.file.LocatedJson;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the errors of one runbook file: for each field only the first that was found.
public final class RunbookErrors {
    private final String file;
    private final LocatedJson json;
    private final Map<String, RunbookError> errors = new LinkedHashMap<>();
    private final List<Message> hints = new ArrayList<>();

    public RunbookErrors(String file, LocatedJson json) {
        this.file = file;
        this.json = json;
    }

    /// Ignores the error if the field has one already.
    public void addError(String field, Message message) {
        errors.putIfAbsent(field, new RunbookError(file, json.lineOf(field), field, message));
    }

    /// Adds a remark that is no error.
    public void addHint(String field, Message message) {
        hints.add(new RunbookError(file, json.lineOf(field), field, message).locatedMessage());
    }

    public List<Message> hints() {
        return List.copyOf(hints);
    }

    /// The errors by line, then by field.
    public List<RunbookError> sortedErrors() {
        return errors.values().stream()
                .sorted(
                        Comparator.comparingInt(RunbookError::line)
                                .thenComparing(RunbookError::field))
                .toList();
    }
}
