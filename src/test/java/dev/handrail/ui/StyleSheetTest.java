package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.page.PageKind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Looks through the pages in both themes and listens to what JavaFX says of the style sheets.
@Tag("window")
class StyleSheetTest {
    @TempDir private Path folder;

    @Test
    void noPageMakesJavaFxWarn() throws Exception {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Handler ear =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        said.add(String.valueOf(entry.getMessage()));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        // Held here, or it would be forgotten with the handler.
        Logger css = Logger.getLogger("javafx.css");
        css.addHandler(ear);
        try (Fx fx = Fx.open(folder)) {
            Scenes scenes = new Scenes(fx);
            scenes.servers();
            scenes.ended("20261119-2200-b", Scenes.START);
            for (Theme.ThemeChoice theme :
                    new Theme.ThemeChoice[] {Theme.ThemeChoice.DARK, Theme.ThemeChoice.LIGHT}) {
                fx.run(() -> fx.window().appearanceSettings().theme().choiceProperty().set(theme));
                scenes.detected("2.3.0");
                for (PageKind kind :
                        List.of(
                                PageKind.HOME,
                                PageKind.HISTORY,
                                PageKind.CONNECT,
                                PageKind.DETECT,
                                PageKind.PLAN)) {
                    scenes.go(kind);
                    fx.settle();
                }
                fx.run(() -> fx.window().settingsCard().showCard());
                fx.settle();
                fx.press("overlay-ok");
            }
            Story story = scenes.live(PlanSample.oneHop());
            story.done(0, Duration.ofSeconds(1), "fetched").start(1);
            scenes.ask(story, Scenes.merge());
            scenes.goToRun();
            fx.settle();
        } finally {
            css.removeHandler(ear);
        }
        assertEquals(List.of(), said);
    }
}
