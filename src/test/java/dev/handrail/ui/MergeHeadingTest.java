package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The heading of a file that is merged, in a window that is not wide.
@Tag("window")
class MergeHeadingTest {
    @TempDir Path folder;

    @Test
    void nothingIsCutInEnglishOrGerman() throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            try (Fx fx = Fx.open(folder.resolve(locale.toString()), Fx.CLOCK, locale)) {
                ScreenshotActions.resizeWindow(fx, 1180, 780);
                Scenes scenes = new Scenes(fx);
                Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop())).start(7);
                scenes.ask(story, MergeSample.settings());
                scenes.goToRun();
                fx.node("merge-list");
                fx.settle();
                List<String> shown = Fx.on(() -> headingTexts(fx));
                assertFalse(shown.isEmpty());
                assertEquals(List.of(), cutTexts(shown));
                assertEquals(List.of(), cutTexts(Fx.on(() -> textsIn(toolbar(fx)))));
                assertTrue(Fx.on(() -> contentWidth(toolbar(fx))) <= Fx.on(toolbar(fx)::getWidth));
                fx.press("merge-find-open");
                fx.settle();
                assertEquals(shown, Fx.on(() -> headingTexts(fx)));
            }
        }
    }

    private static HBox toolbar(Fx fx) {
        return (HBox) fx.scene().lookup("#merge-count").getParent();
    }

    private static double contentWidth(HBox row) {
        return row.getChildren().getLast().getBoundsInParent().getMaxX();
    }

    /// A long path is cut in its middle.
    private static List<String> cutTexts(List<String> shown) {
        return shown.stream().filter(text -> text.endsWith("...")).toList();
    }

    private static List<String> headingTexts(Fx fx) {
        Node show = fx.scene().lookup("#merge-show-applied");
        return textsIn(show.getParent().getParent().getParent());
    }

    /// The texts as they are drawn, except what the file is compared with.
    private static List<String> textsIn(Node row) {
        return Stream.of(".label", ".button", ".toggle-button")
                .flatMap(style -> row.lookupAll(style).stream())
                .filter(node -> node.isVisible() && !node.getStyleClass().contains("muted"))
                .map(node -> (Labeled) node)
                .filter(label -> label.getText() != null && !label.getText().isEmpty())
                .flatMap(label -> label.lookupAll(".text").stream())
                .map(text -> ((Text) text).getText())
                .toList();
    }
}
