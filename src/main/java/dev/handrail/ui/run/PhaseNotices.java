package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunOwner;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The notices above the steps of a phase: a recording, a lost connection, a paused run, or a run
/// that ended early.
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

    /// Updates the sentence about the lost connection. It changes with the clock, so it is set
    /// apart from the other notices.
    void showAwayText(String line) {
        awayLine.setText(line);
    }

    /// Replaces all notices. `current` says whether the current step is in this phase, and
    /// `questionOpen` whether its question is open here. Returns true only when the connection was
    /// lost since the last call.
    boolean showNotices(RunModel shown, Run run, boolean current, boolean questionOpen) {
        view.getChildren().clear();
        boolean away = run.away().isPresent() && shown.isLive();
        shown.damage()
                .map(why -> NoticeBox.of(texts, NoticeBox.NoticeKind.WARNING, why))
                .ifPresent(view.getChildren()::add);
        addNotices(run, away, questionOpen);
        if (current) {
            addStatusNotice(shown, run);
        }
        Ui.setShown(view, !view.getChildren().isEmpty());
        boolean lost = away && !wasAway;
        wasAway = away;
        return lost;
    }

    private void addNotices(Run run, boolean away, boolean questionOpen) {
        if (run.isRehearsal()) {
            addNotice(
                    NoticeBox.NoticeKind.REHEARSAL,
                    "rehearsal.in-copy",
                    texts.get("rehearsal.in-copy-text"));
        }
        if (run.isRecorded() && !questionOpen) {
            addNotice(NoticeBox.NoticeKind.INFO, "recording.title", texts.get("recording.text"));
        }
        if (away) {
            addNotice(
                            NoticeBox.NoticeKind.WARNING,
                            "link.reconnecting",
                            texts.get("link.reconnecting-text"))
                    .withContent(awayLine);
        }
    }

    /// Explains a run that is paused or that ended without success; a running or successful one
    /// needs no notice.
    private void addStatusNotice(RunModel shown, Run run) {
        if (run.status() != Run.RunStatus.FINISHED) {
            if (!shown.isLive()) {
                addPausedNotice(shown, run);
            }
        } else if (!run.hasSucceeded()) {
            String reason =
                    run.finished().map(event -> texts.inUserLanguage(event.reason())).orElse("");
            addNotice(NoticeBox.NoticeKind.WARNING, "phase.ended", reason);
        }
    }

    private NoticeBox addNotice(NoticeBox.NoticeKind kind, String titleKey, String text) {
        NoticeBox notice = new NoticeBox(kind, texts.get(titleKey), text);
        view.getChildren().add(notice);
        return notice;
    }

    /// Says why the run is paused: the problem that stopped it in this window, the reason in the
    /// journal, or a general text when neither is known.
    private void addPausedNotice(RunModel shown, Run run) {
        if (shown.ownerProperty().get() instanceof RunOwner owner) {
            view.getChildren()
                    .add(NoticeBox.of(texts, NoticeBox.NoticeKind.INFO, owner.toProblem()));
            return;
        }
        if (shown.endedProperty().get() instanceof RunOutcome.Stuck stuck) {
            view.getChildren().add(NoticeBox.of(texts, stuck.problem()));
            return;
        }
        String unknown = run.isRecorded() ? "recording.paused" : "phase.paused-text";
        String why =
                run.pausedBecause().isEmpty()
                        ? texts.get(unknown)
                        : texts.inUserLanguage(run.pausedBecause());
        addNotice(NoticeBox.NoticeKind.WARNING, "phase.paused", why);
    }
}
