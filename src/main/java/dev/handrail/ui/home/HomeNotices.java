package dev.handrail.ui.home;

import dev.handrail.app.Engine;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// Finds what the home page warns of: a read-only history, errors in runbooks, damaged settings, or
/// a damaged list of servers.
final class HomeNotices {
    private final Engine engine;
    private final Texts texts;

    HomeNotices(PageContext context) {
        this.engine = context.engine();
        this.texts = context.texts();
    }

    /// Returns the notices from top to bottom; empty when everything is in order.
    List<Node> findNotices() {
        List<Node> notices = new ArrayList<>();
        engine.journal()
                .readOnlyReason()
                .ifPresent(problem -> notices.add(NoticeBox.of(texts, problem)));
        List<RunbookError> errors = engine.runbookErrors();
        if (!errors.isEmpty()) {
            notices.add(runbookErrors(errors));
        }
        List<Message> runbookNotices = engine.runbookNotices();
        if (!runbookNotices.isEmpty()) {
            notices.add(runbookNotices(runbookNotices));
        }
        engine.settings().damageProblem().map(this::warning).ifPresent(notices::add);
        engine.targets().damageProblem().map(this::warning).ifPresent(notices::add);
        return notices;
    }

    /// Lists the errors in runbooks, each with the place in its file.
    private Node runbookErrors(List<RunbookError> errors) {
        VBox lines = Ui.column(4);
        errors.forEach(
                error -> lines.getChildren().add(Ui.wrappedText(text(error), "mono", "small")));
        return new NoticeBox(
                        NoticeBox.NoticeKind.WARNING,
                        texts.pluralText("home.runbook-errors", errors.size()),
                        texts.get("home.runbook-errors-text"))
                .withContent(lines);
    }

    private String text(RunbookError error) {
        return texts.inUserLanguage(error.locatedMessage());
    }

    /// Shows what the admin should know of the runbooks that were loaded.
    private Node runbookNotices(List<Message> lines) {
        return new NoticeBox(
                NoticeBox.NoticeKind.INFO,
                texts.get("home.runbook-notices"),
                texts.inUserLanguage(Message.lines(lines)));
    }

    private NoticeBox warning(Problem problem) {
        return NoticeBox.of(texts, NoticeBox.NoticeKind.WARNING, problem);
    }
}
