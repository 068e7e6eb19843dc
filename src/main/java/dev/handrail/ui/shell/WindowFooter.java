package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Shows the actions of a page: one main button, with the reason when it is disabled, and other
/// buttons beside it.
final class WindowFooter extends HBox {
    /// The space between and around the buttons, in pixels.
    private static final double BUTTON_SPACE = 80;

    private final HBox others = Ui.row(8);
    private final Label reason = Ui.label("", "footer-because");
    private final Button primary = new Button();
    private final ChangeListener<Object> changed = (o, old, now) -> refreshButtons();
    private @Nullable PageActions pageActions;

    WindowFooter() {
        super(12);
        getStyleClass().add("footer");
        setAlignment(Pos.CENTER_LEFT);
        reason.setId("footer-because");
        reason.setWrapText(true);
        primary.setId("footer-primary");
        primary.getStyleClass().add(Styles.ACCENT);
        primary.setMinWidth(USE_PREF_SIZE);
        // The other buttons get narrower only where they do not fit beside the main button.
        others.minWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () ->
                                        Math.clamp(
                                                getWidth() - primary.prefWidth(-1) - BUTTON_SPACE,
                                                0,
                                                Math.max(0, others.prefWidth(-1))),
                                widthProperty(),
                                primary.widthProperty(),
                                others.needsLayoutProperty()));
        getChildren().addAll(others, Ui.spacer(), reason, primary);
    }

    /// Shows the actions of another page and follows their changes.
    void showActions(PageActions next) {
        PageActions old = pageActions;
        if (old != null) {
            old.primaryProperty().removeListener(changed);
            old.othersProperty().removeListener(changed);
        }
        pageActions = next;
        next.primaryProperty().addListener(changed);
        next.othersProperty().addListener(changed);
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
        reason.setText(Ui.safeText(main.map(PageAction::because).orElse("")));
        updateOtherButtons(now.othersProperty().get());
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

    /// The main button, which is hidden on pages without a main action.
    Button primaryButton() {
        return primary;
    }
}
