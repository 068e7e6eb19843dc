package dev.handrail.ui.home;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/// Offers the practice server, or a recording where the practice server cannot run.
final class PracticeCard {
    private final PageContext context;
    private final Texts texts;
    private final Runnable startPractice;

    /// `startPractice` starts the practice server and connects to it.
    PracticeCard(PageContext context, Runnable startPractice) {
        this.context = context;
        this.texts = context.texts();
        this.startPractice = startPractice;
    }

    Node view() {
        boolean supported = context.engine().practiceProblem().isEmpty();
        Button start = supported ? practiceButton() : playButton();
        start.setId("practice");
        start.setMinWidth(Button.USE_PREF_SIZE);
        String title = texts.get(supported ? "home.practice" : "recording.offer");
        String text = texts.get(supported ? "home.practice-text" : "recording.offer-text");
        VBox labels = Ui.column(4, Ui.label(title, "card-title"), Ui.wrappedText(text, "muted"));
        HBox card =
                Ui.row(16, Ui.icon(Feather.LIFE_BUOY, "card-icon"), Ui.growAlways(labels), start);
        card.getStyleClass().add("panel");
        return card;
    }

    private Button practiceButton() {
        return Ui.button(texts.get("home.practice-start"), Feather.PLAY_CIRCLE, startPractice);
    }

    /// Returns a button that plays a recorded run. It is disabled for a read-only journal, because
    /// a played run is written there too.
    private Button playButton() {
        Button play =
                Ui.button(
                        texts.get("recording.play"),
                        Feather.PLAY_CIRCLE,
                        () -> context.runs().playRecorded(context.nav()::goToRun));
        play.setDisable(context.engine().journal().readOnlyReason().isPresent());
        return play;
    }
}
