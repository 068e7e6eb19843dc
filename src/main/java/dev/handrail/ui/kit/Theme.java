package dev.handrail.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

import java.util.Objects;

/// The light or dark theme: that of the desktop, or the one that the admin chose. It belongs to the
/// FX thread.
public final class Theme {
    public enum ThemeChoice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private final ObjectProperty<ThemeChoice> choice =
            new SimpleObjectProperty<>(this, "choice", ThemeChoice.SYSTEM);
    private final ObjectProperty<ColorScheme> system =
            new SimpleObjectProperty<>(ColorScheme.LIGHT);
    private final BooleanBinding dark =
            Bindings.createBooleanBinding(
                    () ->
                            choice.get() == ThemeChoice.SYSTEM
                                    ? system.get() == ColorScheme.DARK
                                    : choice.get() == ThemeChoice.DARK,
                    choice,
                    system);

    /// Applies the theme to all windows at once, and follows the desktop from now on.
    public Theme() {
        system.bind(Platform.getPreferences().colorSchemeProperty());
        dark.addListener((o, old, now) -> applyStylesheet());
        applyStylesheet();
    }

    public ObjectProperty<ThemeChoice> choiceProperty() {
        return choice;
    }

    /// Whether the dark theme is shown, chosen or by the desktop.
    public BooleanBinding darkProperty() {
        return dark;
    }

    /// Switches to the other theme, and no longer follows the desktop.
    public void toggleDark() {
        choice.set(dark.get() ? ThemeChoice.LIGHT : ThemeChoice.DARK);
    }

    private void applyStylesheet() {
        Application.setUserAgentStylesheet(
                dark.get()
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
    }

    /// Adds Handrail's own style sheets to a scene.
    public static void addStylesheets(Scene scene) {
        for (String sheet : new String[] {"/css/handrail.css", "/css/controlsfx.css"}) {
            scene.getStylesheets()
                    .add(
                            Objects.requireNonNull(Theme.class.getResource(sheet), sheet)
                                    .toExternalForm());
        }
    }

    /// Gives a window Handrail's icon, in the sizes that desktops ask for.
    public static void addWindowIcons(Stage stage) {
        for (int size : new int[] {32, 64, 128, 256}) {
            stage.getIcons().add(new Image("/icon/handrail-" + size + ".png"));
        }
    }
}
