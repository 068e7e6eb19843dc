package dev.handrail.ui.pages;

import dev.handrail.model.Run;
import dev.handrail.run.Ended;
import dev.handrail.ui.feed.RunModel;
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
    private final Label awayLine = Ui.text("");
    private boolean wasAway;

    PhaseNotices(Texts texts) {
        this.texts = texts;
        Ui.shown(view, false);
    }

    Node view() {
        return view;
    }

    /// What the connection that is away does now.
    void away(String line) {
        awayLine.setText(line);
    }

    /// `asks`: whether something is asked here. Says whether the connection was lost just now.
    boolean show(RunModel shown, Run run, boolean current, boolean asks) {
        view.getChildren().clear();
        if (run.isRecorded() && !asks) {
            add(
                    new Notice(
                            Notice.Kind.INFO,
                            texts.get("recording.title"),
                            texts.get("recording.text")));
        }
        boolean away = run.away().isPresent() && shown.live();
        if (away) {
            add(
                    new Notice(
                                    Notice.Kind.WARNING,
                                    texts.get("link.away"),
                                    texts.get("link.away-text"))
                            .with(awayLine));
        }
        if (current && !shown.live() && run.status() != Run.Status.FINISHED) {
            add(standing(shown, run));
        }
        if (run.status() == Run.Status.FINISHED && current && !run.succeeded()) {
            add(
                    new Notice(
                            Notice.Kind.WARNING,
                            texts.get("phase.ended"),
                            run.finished().map(event -> texts.said(event.reason())).orElse("")));
        }
        Ui.shown(view, !view.getChildren().isEmpty());
        boolean lost = away && !wasAway;
        wasAway = away;
        return lost;
    }

    private void add(Notice notice) {
        view.getChildren().add(notice);
    }

    private Notice standing(RunModel shown, Run run) {
        Ended ended = shown.endedProperty().get();
        if (ended instanceof Ended.Stuck stuck) {
            return Notice.of(texts, stuck.problem());
        }
        String unknown = run.isRecorded() ? "recording.standing" : "phase.standing-text";
        String why =
                run.pausedBecause().isEmpty()
                        ? texts.get(unknown)
                        : texts.said(run.pausedBecause());
        return new Notice(Notice.Kind.WARNING, texts.get("phase.standing"), why);
    }
}
