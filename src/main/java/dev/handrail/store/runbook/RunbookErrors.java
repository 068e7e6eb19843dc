package dev.handrail.store.runbook;

import dev.handrail.store.file.LocatedJson;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers what is wrong with one runbook file: one error for each field, the first that was found.
public final class RunbookErrors {
    private final String file;
    private final LocatedJson json;
    private final Map<String, RunbookError> errors = new LinkedHashMap<>();

    public RunbookErrors(String file, LocatedJson json) {
        this.file = file;
        this.json = json;
    }

    public void addError(String field, String message) {
        errors.putIfAbsent(field, new RunbookError(file, json.lineOf(field), field, message));
    }

    /// All of them, from the top of the file down.
    public List<RunbookError> sortedErrors() {
        return errors.values().stream()
                .sorted(
                        Comparator.comparingInt(RunbookError::line)
                                .thenComparing(RunbookError::field))
                .toList();
    }
}
