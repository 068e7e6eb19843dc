package dev.handrail.ui;

import dev.handrail.ui.shell.ConnectionQuestionCards;

import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Locale;

/// A window with a fixed clock, for tests that look at its pages.
abstract class PageTestBase {
    @TempDir Path folder;
    Fx fx;
    Scenes scenes;

    @BeforeEach
    void open() throws Exception {
        fx = Fx.open(folder, Fx.CLOCK, Locale.ENGLISH);
        scenes = new Scenes(fx);
    }

    @AfterEach
    void close() throws Exception {
        if (fx != null) {
            fx.close();
        }
    }

    String because() throws Exception {
        return Fx.on(() -> ((Labeled) fx.scene().lookup("#footer-because")).getText());
    }

    void type(String id, String text) throws Exception {
        TextField field = (TextField) fx.node(id);
        fx.run(() -> field.setText(text));
    }

    /// Opens the options of the plan that are folded.
    void openOptions() throws Exception {
        TitledPane options = (TitledPane) fx.node("options");
        fx.run(() -> options.setExpanded(true));
    }

    ConnectionQuestionCards cards() {
        return new ConnectionQuestionCards(
                fx.window().pageContext().texts(), fx.window().pageContext().overlay());
    }

    String focused() {
        return fx.scene().getFocusOwner() instanceof Button button ? button.getText() : "";
    }
}
