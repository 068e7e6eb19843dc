package dev.handrail.ui.rehearsal;

import atlantafx.base.theme.Styles;

import dev.handrail.app.rehearsal.RehearsalCopies;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.session.ConnectCallbacks;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The button that offers to rehearse a plan, the card that says what a rehearsal needs and shows,
/// and the card that waits for the copy.
public final class RehearsalOffer {
    private static final double WIDTH = 640;

    private final PageContext context;
    private final Texts texts;

    public RehearsalOffer(PageContext context) {
        this.context = context;
        this.texts = context.texts();
    }

    /// The button beside the one that starts the upgrade.
    public PageAction offerAction(Plan.Ready plan) {
        PageAction action = PageAction.plain(texts.get("rehearsal.offer"), () -> openCard(plan));
        return context.session().currentLink().isEmpty()
                        || context.engine().journal().readOnlyReason().isPresent()
                ? action.withDisabledReason("-")
                : action;
    }

    /// Says at once why this plan cannot be rehearsed, where that is known.
    private void openCard(Plan.Ready plan) {
        Optional<Problem> obstacle =
                context.session()
                        .currentLink()
                        .flatMap(live -> RehearsalCopies.findObstacle(plan, live));
        if (obstacle.isPresent()) {
            context.overlay().showProblem(obstacle.get());
        } else {
            showOffer(plan);
        }
    }

    private void showOffer(Plan.Ready plan) {
        CheckBox back = new CheckBox(texts.get("rehearsal.and-back"));
        back.setId("rehearsal-and-back");
        back.setWrapText(true);
        back.setSelected(true);
        Button cancel = Ui.button(texts.get("common.cancel"), context.overlay()::close);
        Button start =
                Ui.button(
                        texts.get("rehearsal.start"),
                        () -> {
                            context.overlay().close();
                            start(plan, back.isSelected());
                        },
                        Styles.ACCENT);
        start.setId("rehearsal-start");
        VBox card = Overlay.createCard(texts.get("rehearsal.title"), offerText(), back);
        card.setPrefWidth(WIDTH);
        context.overlay()
                .showCard(card, Overlay.buttonRow(cancel, start), start, context.overlay()::close);
    }

    private Node offerText() {
        return Ui.column(
                10,
                Ui.wrappedText(texts.get("rehearsal.what-happens")),
                part("rehearsal.needs-title", "rehearsal.needs"),
                part("rehearsal.shows-title", "rehearsal.shows"),
                part("rehearsal.shows-not-title", "rehearsal.shows-not"));
    }

    private Node part(String titleKey, String textKey) {
        return Ui.column(
                2,
                Ui.wrappedText(texts.get(titleKey), "strong"),
                Ui.wrappedText(texts.get(textKey)));
    }

    /// Shows a card while Handrail copies the server. *Cancel* and Escape both stop that; what is
    /// there of a copy is removed.
    private void start(Plan.Ready plan, boolean andBack) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Button cancel = Ui.button(texts.get("common.cancel"), () -> {});
        Node text = Ui.wrappedText(texts.get("rehearsal.copying-text"));
        VBox card = Overlay.createCard(texts.get("rehearsal.copying"), text, Ui.indeterminateBar());
        Runnable close =
                context.overlay().showCard(card, Overlay.buttonRow(cancel), cancel, cancel::fire);
        Runnable stop =
                context.runs().rehearsals().startRehearsal(plan, andBack, callbacks(wanted, close));
        cancel.setOnAction(event -> {
            wanted.set(false);
            close.run();
            stop.run();
        });
    }

    private ConnectCallbacks callbacks(AtomicBoolean wanted, Runnable close) {
        return new ConnectCallbacks(
                wanted::get,
                () -> {
                    close.run();
                    context.nav().goToRun();
                },
                problem -> {
                    close.run();
                    context.overlay().showProblem(problem);
                });
    }
}
