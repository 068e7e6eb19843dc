package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.ui.kit.Ui;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Offers what can be done next: one primary action, with the reason when it cannot be done, and
/// others.
final class Footer extends HBox {
    /// What stands between and around the two.
    private static final double BESIDE = 80;

    private final HBox others = Ui.row(8);
    private final Label because = Ui.label("", "footer-because");
    private final Button primary = new Button();
    private final ChangeListener<Object> changed = (o, old, now) -> refresh();
    private @Nullable Foot foot;

    Footer() {
        super(12);
        getStyleClass().add("footer");
        setAlignment(Pos.CENTER_LEFT);
        because.setId("footer-because");
        because.setWrapText(true);
        primary.setId("footer-primary");
        primary.getStyleClass().add(Styles.ACCENT);
        primary.setMinWidth(USE_PREF_SIZE);
        // The others are cut only where they do not fit beside the primary action.
        others.minWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () ->
                                        Math.clamp(
                                                getWidth() - primary.prefWidth(-1) - BESIDE,
                                                0,
                                                Math.max(0, others.prefWidth(-1))),
                                widthProperty(),
                                primary.widthProperty(),
                                others.needsLayoutProperty()));
        getChildren().addAll(others, Ui.spacer(), because, primary);
    }

    void show(Foot next) {
        Foot old = foot;
        if (old != null) {
            old.primaryProperty().removeListener(changed);
            old.othersProperty().removeListener(changed);
        }
        foot = next;
        next.primaryProperty().addListener(changed);
        next.othersProperty().addListener(changed);
        refresh();
    }

    private void refresh() {
        Foot now = foot;
        if (now == null) {
            return;
        }
        Optional<Action> main = now.primaryProperty().get();
        Ui.shown(primary, main.isPresent());
        main.ifPresent(action -> {
            primary.setText(action.text());
            primary.setOnAction(event -> action.run().run());
            primary.setDisable(!action.enabled());
            primary.setAccessibleHelp(action.because());
            boolean danger = action.kind() == Action.Kind.DANGER;
            Ui.classes(primary, "button", danger ? Styles.DANGER : Styles.ACCENT);
        });
        because.setText(Ui.safe(main.map(Action::because).orElse("")));
        others(now.othersProperty().get());
    }

    /// Buttons are kept while they say the same, so that the focus stays where it is.
    private void others(List<Action> actions) {
        if (!actions.stream().map(Action::text).toList().equals(texts())) {
            others.getChildren().setAll(actions.stream().map(Footer::button).toList());
        }
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            Button button = (Button) others.getChildren().get(i);
            button.setOnAction(event -> action.run().run());
            button.setDisable(!action.enabled());
        }
    }

    private List<String> texts() {
        return others.getChildren().stream().map(node -> ((Button) node).getText()).toList();
    }

    private static Button button(Action action) {
        Button button = new Button(action.text());
        if (action.kind() == Action.Kind.DANGER) {
            button.getStyleClass().addAll(Styles.DANGER, Styles.BUTTON_OUTLINED);
        }
        return button;
    }

    Button primary() {
        return primary;
    }
}
