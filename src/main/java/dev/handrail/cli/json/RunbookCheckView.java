package dev.handrail.cli.json;

import dev.handrail.model.Runbook;
import dev.handrail.report.MessageView;
import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The result of checking a folder of runbooks. `runbooks`: the ids of those without errors.
/// `notices`: remarks that are no errors, in English.
public record RunbookCheckView(
        List<String> runbooks, List<RunbookErrorView> errors, List<String> notices) {

    /// Takes everything that loading the folder found.
    public static RunbookCheckView of(LoadResult loaded) {
        return new RunbookCheckView(
                loaded.runbooks().stream().map(Runbook::id).toList(),
                loaded.errors().stream().map(RunbookErrorView::of).toList(),
                loaded.notices().stream().map(MessageView::englishText).toList());
    }

    /// An error in a runbook. `line`: counted from 1, or 0 if the error is in no line. `field`:
    /// such as `routes[0].steps[2].script`, or empty.
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
                    MessageView.englishText(error.message()),
                    MessageView.of(error.message()));
        }
    }
}
