package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.run.RunOutcome;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What has to be known above the steps of a phase: a recording, a lost connection, a run that
/// stands still or has ended early.
final class PhaseNotices {
    private final Texts texts;
    private final VBox view = Ui.column(10);
    private final Label awayLine = Ui.wrappedText("");
    private boolean wasAway;

    PhaseNotices(Texts texts) {
        this.texts = texts;
        Ui.setShown(view, false);
    }

    Node view() {
        return view;
    }

    /// What the connection that is away does now.
    void showAwayText(String line) {
        awayLine.setText(line);
    }

    /// `asks`: whether something is asked here. Says whether the connection was lost just now.
    boolean showNotices(RunModel shown, Run run, boolean current, boolean asks) {
        view.getChildren().clear();
        if (run.isRecorded() && !asks) {
            addNotice(
                    new NoticeBox(
                            NoticeBox.NoticeKind.INFO,
                            texts.get("recording.title"),
                            texts.get("recording.text")));
        }
        boolean away = run.away().isPresent() && shown.isLive();
        if (away) {
            addNotice(
                    new NoticeBox(
                                    NoticeBox.NoticeKind.WARNING,
                                    texts.get("link.away"),
                                    texts.get("link.away-text"))
                            .withContent(awayLine));
        }
        if (current && !shown.isLive() && run.status() != Run.RunStatus.FINISHED) {
            addNotice(pausedNotice(shown, run));
        }
        if (run.status() == Run.RunStatus.FINISHED && current && !run.hasSucceeded()) {
            addNotice(
                    new NoticeBox(
                            NoticeBox.NoticeKind.WARNING,
                            texts.get("phase.ended"),
                            run.finished()
                                    .map(event -> texts.inUserLanguage(event.reason()))
                                    .orElse("")));
        }
        Ui.setShown(view, !view.getChildren().isEmpty());
        boolean lost = away && !wasAway;
        wasAway = away;
        return lost;
    }

    private void addNotice(NoticeBox notice) {
        view.getChildren().add(notice);
    }

    private NoticeBox pausedNotice(RunModel shown, Run run) {
        RunOutcome ended = shown.endedProperty().get();
        if (ended instanceof RunOutcome.Stuck stuck) {
            return NoticeBox.of(texts, stuck.problem());
        }
        String unknown = run.isRecorded() ? "recording.standing" : "phase.standing-text";
        String why =
                run.pausedBecause().isEmpty()
                        ? texts.get(unknown)
                        : texts.inUserLanguage(run.pausedBecause());
        return new NoticeBox(NoticeBox.NoticeKind.WARNING, texts.get("phase.standing"), why);
    }
}
