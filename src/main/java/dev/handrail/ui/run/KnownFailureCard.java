package dev.handrail.ui.run;

import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.plan.SourceNote;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// What the runbook knows about a failure: its meaning, what to do, and the recovery script.
final class KnownFailureCard {
    private KnownFailureCard() {}

    /// Returns the card of the failure that the question names, or empty when the runbook of this
    /// plan does not know it.
    static Optional<Node> of(Texts texts, Plan.Ready plan, Question question) {
        return plan.failures().stream()
                .filter(failure -> failure.key().equals(question.failure()))
                .findFirst()
                .map(failure -> failureCard(texts, failure));
    }

    /// Shows meaning and advice; the recovery script, if there is one, is in a folded pane.
    private static Node failureCard(Texts texts, Runbook.Failure failure) {
        VBox card =
                Ui.column(
                        6,
                        Ui.row(8, Ui.badge(texts.get("failure.known"), "badge-accent")),
                        Ui.wrappedText(texts.inUserLanguage(failure.meaning()), "strong"),
                        Ui.wrappedText(texts.inUserLanguage(failure.todo())));
        card.getStyleClass().add("known-failure");
        failure.recovery().ifPresent(script -> card.getChildren().add(recoveryPane(texts, script)));
        SourceNote.of(texts, failure.source()).ifPresent(card.getChildren()::add);
        return card;
    }

    private static Node recoveryPane(Texts texts, ScriptText script) {
        TitledPane pane =
                new TitledPane(texts.get("failure.recovery"), ScriptView.of(texts, script));
        pane.setExpanded(false);
        pane.getStyleClass().add("details");
        return pane;
    }
}
