package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLayout;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The part of a phase page that shows the open question of the run.
final class PhaseQuestion {
    private final PageContext context;
    private final PageLayout layout;
    private final Runnable changed;
    private final VBox view = Ui.column(10);
    private final AutoRollbackLine autoRollback;
    private @Nullable QuestionCard card;

    /// `layout` scrolls to the top for a new question. `changed` is called when its answer changes.
    PhaseQuestion(PageContext context, PageLayout layout, Runnable changed) {
        this.context = context;
        this.layout = layout;
        this.changed = changed;
        this.autoRollback = new AutoRollbackLine(context.texts());
        Ui.setShown(view, false);
    }

    Node view() {
        return view;
    }

    /// The card of the open question; null when this phase has none.
    @Nullable QuestionCard openCard() {
        return card;
    }

    /// Shows the open question if `current` says that it belongs to this phase. It keeps the old
    /// card while that still fits, because a new card would lose what the admin has typed.
    void updateQuestion(RunModel model, Run run, boolean current) {
        Optional<QuestionAsked> open = run.open().filter(event -> current);
        QuestionCard old = card;
        if (open.isEmpty()) {
            card = null;
            view.getChildren().clear();
        } else if (old == null || isOutdated(old, open.get())) {
            showQuestion(new QuestionCard(context, model, run, open.get()));
        }
        updateTime(run, model.isLive());
        Ui.setShown(view, open.isPresent());
    }

    /// Updates how much time is left until Handrail goes back by itself.
    void updateTime(Run run, boolean live) {
        autoRollback.updateTime(run, live, context.clock().instant());
    }

    /// Whether the card shows another question, or whether this window has become able or unable to
    /// answer.
    private static boolean isOutdated(QuestionCard old, QuestionAsked open) {
        return old.eventNumber() != open.seq() || old.wasAnswerable() != old.isAnswerable();
    }

    /// Whether the question takes the whole page, without the console.
    boolean fillsPage() {
        QuestionCard open = card;
        return open != null && open.fillsPage();
    }

    /// Shows the card at the top of the page and moves the focus there.
    private void showQuestion(QuestionCard fresh) {
        card = fresh;
        fresh.onChange(changed);
        view.getChildren().setAll(autoRollback.view(), Ui.growAlways(fresh.view()));
        layout.scrollToTop();
        Ui.setShown(view, true);
        layout.showContents();
        fresh.focusInput();
    }
}
