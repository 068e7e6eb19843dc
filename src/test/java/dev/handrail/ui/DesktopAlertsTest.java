package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.app.Engine;
import dev.handrail.model.Answer;
import dev.handrail.model.Question.Choice;
import dev.handrail.run.RunHandle;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;

import javafx.application.Platform;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

@Tag("window")
class DesktopAlertsTest {
    @TempDir private Path folder;

    /// A run that goes well says nothing of its own when it is over.
    @Test
    void tellsThatAnAnswerIsNeededAndHowTheRunEnded() throws Exception {
        Fx.toolkit();
        Engine engine = Fx.engine(folder, Clock.systemUTC());
        List<String> said = new ArrayList<>();
        RunModel model = Fx.on(() -> heard(said));
        try {
            RunHandle running = engine.runs().startReplay(model, model);
            Fx.on(() -> {
                model.followRun(running);
                return true;
            });
            Fx.await(
                    "the run is over",
                    Duration.ofMinutes(2),
                    () -> model.endedProperty().get() != null);
            assertEquals(
                    List.of(
                            "An answer is needed: Tell the people who use it",
                            "An answer is needed: Look at new settings",
                            "The recording has ended: it went from 2.3.0 to 2.5.1"),
                    Fx.on(() -> List.copyOf(said)));
        } finally {
            Fx.on(() -> {
                model.close();
                return true;
            });
            engine.close();
        }
    }

    private static RunModel heard(List<String> said) {
        RunModel model = new RunModel("", Clock.systemUTC(), (run, step) -> "");
        new DesktopAlerts(new Texts(Locale.ENGLISH), Clock.systemUTC(), said::add).watchRun(model);
        model.waitingProperty()
                .addListener((o, old, asked) -> {
                    if (asked != null) {
                        Platform.runLater(() -> model.answerQuestion(Answer.of(Choice.CONTINUE)));
                    }
                });
        return model;
    }
}
