package dev.handrail.ui.run;

import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.AutoRollback.AutoRollbackState;
import dev.handrail.model.summary.AutoRollbackText;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;

/// Says at a failure when Handrail goes back by itself and how much time is left, or why it does
/// not.
final class AutoRollbackLine {
    private final Texts texts;
    private final Label line = Ui.wrappedText("");
    private final VBox view = Ui.card(line);

    AutoRollbackLine(Texts texts) {
        this.texts = texts;
        line.setId("auto-rollback-line");
        Ui.setShown(view, false);
    }

    Node view() {
        return view;
    }

    /// Updates the time that is left. `live`: whether the run goes on in this window.
    void updateTime(Run run, boolean live, Instant now) {
        String text =
                run.autoRollback()
                        .filter(rollback -> !rollback.isIn(AutoRollbackState.STARTED))
                        .filter(rollback -> RunSteps.hasOpenQuestion(run, Question.Kind.FAILED))
                        .map(rollback -> lineText(rollback, live, now))
                        .orElse("");
        line.setText(text);
        Ui.setShown(view, !text.isEmpty());
    }

    private String lineText(AutoRollback rollback, boolean live, Instant now) {
        if (rollback.due().isEmpty()) {
            return texts.inUserLanguage(AutoRollbackText.describe(rollback));
        }
        Instant due = rollback.due().get();
        String time = texts.formatClockTime(due);
        if (due.isAfter(now)) {
            String left = texts.formatDuration(Duration.between(now, due));
            return texts.get(
                    live ? "run.auto-rollback.window.due" : "run.auto-rollback.window.due-resumed",
                    time,
                    left);
        }
        return live
                ? texts.get("run.auto-rollback.window.now")
                : texts.get("run.auto-rollback.window.missed", time, rollback.limit());
    }
}
