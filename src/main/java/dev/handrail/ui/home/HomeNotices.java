package dev.handrail.ui.home;

import dev.handrail.app.Engine;
import dev.handrail.model.Message;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        return Stream.of(readOnlyNotice(), runbookErrors(), runbookNotices(), damageNotices())
                .flatMap(notices -> notices)
                .toList();
    }

    private Stream<Node> readOnlyNotice() {
        return engine.journal().readOnlyReason().stream()
                .map(problem -> NoticeBox.of(texts, problem));
    }

    private Stream<Node> runbookErrors() {
        List<RunbookError> errors = engine.runbookErrors();
        return errors.isEmpty() ? Stream.empty() : Stream.of(runbookErrors(errors));
    }

    private Stream<Node> runbookNotices() {
        List<Message> notices = engine.runbookNotices();
        return notices.isEmpty() ? Stream.empty() : Stream.of(runbookNotices(notices));
    }

    private Stream<Node> damageNotices() {
        return Stream.of(engine.settings().damageProblem(), engine.targets().damageProblem())
                .flatMap(Optional::stream)
                .map(problem -> NoticeBox.of(texts, NoticeBox.NoticeKind.WARNING, problem));
    }

    /// Lists the errors in runbooks, each with the place in its file.
    private Node runbookErrors(List<RunbookError> errors) {
        VBox lines = Ui.column(4);
        errors.forEach(error ->
                lines.getChildren().add(Ui.wrappedText(errorText(error), "mono", "small")));
        return new NoticeBox(
                        NoticeBox.NoticeKind.WARNING,
                        texts.pluralText("home.runbook-errors", errors.size()),
                        texts.get("home.runbook-errors-text"))
                .withContent(lines);
    }

    private String errorText(RunbookError error) {
        return texts.inUserLanguage(error.locatedMessage());
    }

    /// Shows what the admin should know of the runbooks that were loaded.
    private Node runbookNotices(List<Message> lines) {
        return new NoticeBox(
                NoticeBox.NoticeKind.INFO,
                texts.get("home.runbook-notices"),
                texts.inUserLanguage(Message.lines(lines)));
    }
}
