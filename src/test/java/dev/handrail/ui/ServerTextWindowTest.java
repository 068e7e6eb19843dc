package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.text.SafeText;
import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a server says of itself, outside of the console.
@Tag("window")
class ServerTextWindowTest {
    private static final String EVIL = "sched\u202ereludes\u2066\u200b\u3164";
    private static final String SAFE = "sched\\u202ereludes\\u2066\\u200b\\u3164";

    @TempDir private Path folder;
    private Fx fx;
    private Scenes scenes;

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

    @Test
    void factsAndFindingsNeitherTurnNorHideWhatIsRead() throws Exception {
        scenes.detectedSaying(EVIL);
        scenes.go(PageKind.DETECT);
        fx.awaitText("Status-Page");
        assertSafe();
        scenes.go(PageKind.PLAN);
        fx.awaitText("Services are missing: " + SAFE);
        assertSafe();
    }

    @Test
    void neitherDoesTheReasonForWhichAStepFailed() throws Exception {
        scenes.live(PlanSample.oneHop()).start(0).finish(StepOutcome.FAILED, EVIL, EVIL);
        scenes.goToRun();
        fx.awaitText(SAFE);
        assertSafe();
    }

    private void assertSafe() throws Exception {
        fx.settle();
        List<String> evil = new ArrayList<>();
        Fx.on(() -> {
            collect(fx.scene().getRoot(), evil);
            return true;
        });
        assertEquals(List.of(), evil);
    }

    private static void collect(Node node, List<String> evil) {
        String text =
                switch (node) {
                    case Labeled labeled -> labeled.getText();
                    case Text said -> said.getText();
                    case TextInputControl field -> field.getText();
                    default -> "";
                };
        if (text != null && text.codePoints().anyMatch(SafeText::needsEscape)) {
            evil.add(SafeText.of(text));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, evil));
        }
    }
}
