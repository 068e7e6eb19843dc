package dev.handrail.ui.home;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.run.Journal;
import dev.handrail.run.RunOwner;
import dev.handrail.ui.history.RunSummaryText;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.run.ResumeCard;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.Optional;

/// Creates the entries of runs on the home page: notices of unfinished runs, and rows of recent
/// ones.
final class RunEntries {
    private final PageContext context;
    private final Texts texts;
    private final Runnable changed;

    /// `changed`: called when the entries have to be read again.
    RunEntries(PageContext context, Runnable changed) {
        this.context = context;
        this.changed = changed;
        this.texts = context.texts();
    }

    /// Returns a notice with two buttons: one resumes the run, the other only shows it. A run of
    /// another process can only be watched.
    Node unfinishedNotice(Journal.RunSummary run, Message situation, Optional<RunOwner> owner) {
        Button show = Ui.button(texts.get("home.show-run"), () -> openRun(run));
        String title =
                texts.get("home.unfinished", RunSummaryText.runTitle(texts, run), run.server());
        return owner.map(other -> ownedNotice(title, other, show))
                .orElseGet(() ->
                        new NoticeBox(
                                        NoticeBox.NoticeKind.WARNING,
                                        title,
                                        unfinishedText(run, situation))
                                .withContent(buttonRow(run, show)));
    }

    /// A rehearsal can be given up, because its server is as it was.
    private HBox buttonRow(Journal.RunSummary run, Button show) {
        HBox row = Ui.row(8, resumeButton(run), show);
        if (run.scope() == RunScope.COPY) {
            Button remove =
                    Ui.button(
                            texts.get("rehearsal.remove"),
                            () -> new ResumeCard(context).removeCopy(run.id(), changed));
            remove.setId("remove-copy");
            row.getChildren().add(remove);
        }
        return row;
    }

    private NoticeBox ownedNotice(String title, RunOwner owner, Button show) {
        String text = texts.inUserLanguage(owner.toProblem().message());
        return new NoticeBox(NoticeBox.NoticeKind.INFO, title, text).withContent(show);
    }

    /// A read-only journal disables the button.
    private Button resumeButton(Journal.RunSummary run) {
        Button resume =
                Ui.button(
                        texts.get("home.resume"),
                        Feather.PLAY,
                        () -> new ResumeCard(context).resumeRun(run.id()),
                        Styles.ACCENT);
        resume.setId("resume");
        resume.setDisable(context.engine().journal().readOnlyReason().isPresent());
        return resume;
    }

    /// Says when the run started, what runs, what waits and what is down. A recording has a text of
    /// its own, because no server is waiting.
    private String unfinishedText(Journal.RunSummary run, Message situation) {
        return RunSummaryText.isRecorded(run)
                ? texts.get("recording.paused")
                : texts.get(
                        "home.unfinished-text", startedText(run), texts.inUserLanguage(situation));
    }

    private String startedText(Journal.RunSummary run) {
        return RunSummaryText.startedText(texts, run, context.clock().instant());
    }

    private void openRun(Journal.RunSummary run) {
        context.runs().openRun(run.id(), context.nav()::goToRun);
    }

    /// Returns a row with the result, title, server and start of a run, and a button that opens it.
    Node recentRow(Journal.RunSummary run) {
        StatusIcon icon = RunSummaryText.statusIcon(run);
        Button open = Ui.button(texts.get("home.open"), () -> openRun(run), Styles.SMALL);
        Node result = Ui.icon(icon.icon(), icon.styleClass());
        HBox row = Ui.row(12, result, recentLabels(run), Ui.spacer(), open);
        row.getStyleClass().add("list-row");
        return row;
    }

    private VBox recentLabels(Journal.RunSummary run) {
        String details = run.server() + " \u00b7 " + startedText(run);
        return Ui.column(
                2,
                Ui.label(RunSummaryText.runTitle(texts, run)),
                Ui.label(details, "muted", "small"));
    }
}
