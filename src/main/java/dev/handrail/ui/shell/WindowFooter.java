package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Shows the actions of a page: one main button, with the reason when it is disabled and the
/// control that it waits for, and other buttons beside it.
final class WindowFooter extends HBox {
    /// The space between and around the buttons, in pixels.
    private static final double BUTTON_SPACE = 80;

    /// What a reason needs at least beside a control that the main button waits for.
    private static final double REASON_SPACE = 160;

    private final HBox others = Ui.row(8);
    private final HBox consent = Ui.row(8);
    private final FooterReason reason = new FooterReason();
    private final Button primary = new Button();
    private final ChangeListener<Object> changed = (o, old, now) -> refreshButtons();
    private @Nullable PageActions pageActions;

    WindowFooter() {
        super(12);
        getStyleClass().add("footer");
        setAlignment(Pos.CENTER_LEFT);
        primary.setId("footer-primary");
        primary.getStyleClass().add(Styles.ACCENT);
        primary.setMinWidth(USE_PREF_SIZE);
        others.minWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                this::widthOfOthers,
                                widthProperty(),
                                primary.widthProperty(),
                                consent.widthProperty(),
                                others.needsLayoutProperty()));
        getChildren().addAll(others, Ui.spacer(), consent, reason, primary);
    }

    /// The other buttons get narrower only where they do not fit beside the main button and what it
    /// waits for, which may wrap.
    private double widthOfOthers() {
        double waiting = consent.isManaged() ? consent.prefWidth(-1) / 2 + REASON_SPACE : 0;
        double main = primary.prefWidth(-1) + waiting;
        return Math.clamp(getWidth() - main - BUTTON_SPACE, 0, Math.max(0, others.prefWidth(-1)));
    }

    /// Shows the actions of another page and follows their changes.
    void showActions(PageActions next) {
        PageActions old = pageActions;
        if (old != null) {
            old.primaryProperty().removeListener(changed);
            old.othersProperty().removeListener(changed);
            old.consentProperty().removeListener(changed);
        }
        pageActions = next;
        next.primaryProperty().addListener(changed);
        next.othersProperty().addListener(changed);
        next.consentProperty().addListener(changed);
        refreshButtons();
    }

    /// Shows the actions as they are now, and the reason when the main one is disabled.
    private void refreshButtons() {
        PageActions now = pageActions;
        if (now == null) {
            return;
        }
        Optional<PageAction> main = now.primaryProperty().get();
        Ui.setShown(primary, main.isPresent());
        main.ifPresent(this::updatePrimaryButton);
        reason.showReason(
                main.map(PageAction::because).orElse(""), main.flatMap(PageAction::remedy));
        updateConsent(now.consentProperty().get().stream().toList());
        updateOtherButtons(now.othersProperty().get());
    }

    /// Keeps the control while it stays the same, so that the focus stays too.
    private void updateConsent(List<Node> controls) {
        if (!consent.getChildren().equals(controls)) {
            consent.getChildren().setAll(controls);
        }
        Ui.setShown(consent, !controls.isEmpty());
    }

    private void updatePrimaryButton(PageAction action) {
        primary.setText(action.text());
        primary.setOnAction(event -> action.run().run());
        primary.setDisable(!action.isEnabled());
        primary.setAccessibleHelp(action.because());
        boolean danger = action.kind() == PageAction.ActionKind.DANGER;
        Ui.setStyleClasses(primary, "button", danger ? Styles.DANGER : Styles.ACCENT);
    }

    /// Keeps the buttons while their texts stay the same, so that the focus stays too.
    private void updateOtherButtons(List<PageAction> actions) {
        if (!actions.stream().map(PageAction::text).toList().equals(otherButtonTexts())) {
            others.getChildren().setAll(actions.stream().map(WindowFooter::createButton).toList());
        }
        for (int i = 0; i < actions.size(); i++) {
            PageAction action = actions.get(i);
            Button button = (Button) others.getChildren().get(i);
            button.setOnAction(event -> action.run().run());
            button.setDisable(!action.isEnabled());
        }
    }

    /// The texts of the buttons beside the main one, from left to right.
    private List<String> otherButtonTexts() {
        return others.getChildren().stream().map(node -> ((Button) node).getText()).toList();
    }

    /// A dangerous action gets a red outline.
    private static Button createButton(PageAction action) {
        Button button = new Button(action.text());
        if (action.kind() == PageAction.ActionKind.DANGER) {
            button.getStyleClass().addAll(Styles.DANGER, Styles.BUTTON_OUTLINED);
        }
        return button;
    }

    /// Presses the main button; while it is disabled, goes to what enables it.
    void firePrimary() {
        if (primary.isDisabled()) {
            reason.followLink();
        } else {
            primary.fire();
        }
    }

    /// Focuses the main button; while it is disabled, what stands before it.
    void focusPrimary() {
        if (!primary.isDisabled()) {
            primary.requestFocus();
        } else if (!PaneFocus.focusFirst(consent) && !PaneFocus.focusFirst(reason)) {
            PaneFocus.focusFirst(others);
        }
    }
}
