package dev.handrail.cli.json;

import dev.handrail.model.Runbook;
import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The result of checking a folder of runbooks.
public record RunbookCheckView(
        List<String> runbooks, List<RunbookErrorView> errors, List<String> notices) {

    public static RunbookCheckView of(LoadResult loaded) {
        return new RunbookCheckView(
                loaded.runbooks().stream().map(Runbook::id).toList(),
                loaded.errors().stream().map(RunbookErrorView::of).toList(),
                loaded.notices().stream().map(MessageView::english).toList());
    }

    record RunbookErrorView(
            String file,
            int line,
            String field,
            String message,
            @Nullable MessageView messageMessage) {
        static RunbookErrorView of(RunbookError error) {
            return new RunbookErrorView(
                    error.file(),
                    error.line(),
                    error.field(),
                    MessageView.english(error.message()),
                    MessageView.of(error.message()));
        }
    }
}
