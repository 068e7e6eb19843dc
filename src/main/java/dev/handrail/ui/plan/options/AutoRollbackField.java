package dev.handrail.ui.plan.options;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.AutoRollbackWish;
import dev.handrail.ui.session.WindowSession;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

import java.util.function.UnaryOperator;

/// The tick with which the admin agrees that Handrail rolls the run back by itself, and the minutes
/// that it waits for an answer before.
final class AutoRollbackField {
    private static final double FIELD_WIDTH = 70;

    private final Texts texts;
    private final WindowSession session;
    private final CheckBox tick = new CheckBox();
    private final TextField minutes = new TextField();
    private final Label wrong = Ui.label("", "field-problem");

    AutoRollbackField(Texts texts, WindowSession session) {
        this.texts = texts;
        this.session = session;
        AutoRollbackWish wish = session.autoRollbackProperty().get();
        configureTick(wish);
        configureMinutes(wish);
        showProblem(wish);
    }

    private void configureTick(AutoRollbackWish wish) {
        tick.setId("auto-rollback");
        tick.setText(texts.get("plan.auto-rollback"));
        tick.setSelected(wish.wanted());
        tick.setOnAction(event -> changeWish(now -> now.withWanted(tick.isSelected())));
    }

    private void configureMinutes(AutoRollbackWish wish) {
        minutes.setId("auto-rollback-minutes");
        minutes.setText(wish.minutes());
        minutes.setMaxWidth(FIELD_WIDTH);
        minutes.setAccessibleText(texts.get("plan.auto-rollback-minutes"));
        minutes.disableProperty().bind(tick.selectedProperty().not());
        minutes.textProperty()
                .addListener((o, old, text) -> changeWish(now -> now.withMinutes(text)));
    }

    Node view() {
        HBox row =
                Ui.row(8, tick, minutes, Ui.label(texts.get("plan.auto-rollback-minutes")), wrong);
        row.setAlignment(Pos.CENTER_LEFT);
        return Ui.column(
                4, row, Ui.wrappedText(texts.get("plan.auto-rollback-help"), "muted", "small"));
    }

    private void changeWish(UnaryOperator<AutoRollbackWish> change) {
        AutoRollbackWish wish = change.apply(session.autoRollbackProperty().get());
        session.autoRollbackProperty().set(wish);
        showProblem(wish);
    }

    private void showProblem(AutoRollbackWish wish) {
        wrong.setText(wish.isValid() ? "" : texts.get("plan.auto-rollback-wrong"));
        Ui.setShown(wrong, !wish.isValid());
    }
}
