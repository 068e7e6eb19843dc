package dev.handrail.store;

import dev.handrail.store.RunbookLibrary.RunbookError;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers what is wrong with one runbook file: one error for each field, the first that was found.
final class RunbookErrors {
    private final String file;
    private final LocatedJson json;
    private final Map<String, RunbookError> errors = new LinkedHashMap<>();

    RunbookErrors(String file, LocatedJson json) {
        this.file = file;
        this.json = json;
    }

    void add(String field, String message) {
        errors.putIfAbsent(field, new RunbookError(file, json.line(field), field, message));
    }

    boolean none() {
        return errors.isEmpty();
    }

    /// All of them, from the top of the file down.
    List<RunbookError> all() {
        return errors.values().stream()
                .sorted(
                        Comparator.comparingInt(RunbookError::line)
                                .thenComparing(RunbookError::field))
                .toList();
    }
}
