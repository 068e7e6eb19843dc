package dev.handrail.ui.run;

import dev.handrail.model.Message;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What remains for the admin after a run. Each item can be ticked, and stays ticked.
final class OpenItemList {
    private final PageContext context;
    private final Texts english = new Texts(Locale.ENGLISH);
    private final String run;
    private final Map<String, CheckBox> boxes = new HashMap<>();
    private final VBox list = Ui.column(6);

    OpenItemList(PageContext context, String run, List<Message> items) {
        this.context = context;
        this.run = run;
        list.setId("open-items");
        items.forEach(this::addItem);
        loadTicks();
    }

    VBox view() {
        return list;
    }

    private void addItem(Message item) {
        CheckBox box = new CheckBox(Ui.safeText(context.texts().inUserLanguage(item)));
        box.setWrapText(true);
        box.setDisable(true);
        String name = nameOf(item);
        box.setOnAction(event -> saveTick(name, box));
        boxes.put(name, box);
        list.getChildren().add(box);
    }

    /// Its English text on one line, which is the same in each language of the window.
    private String nameOf(Message item) {
        return english.inUserLanguage(item).replaceAll("\\s+", " ");
    }

    private void loadTicks() {
        Journal journal = context.engine().journal();
        context.tasks()
                .of(() -> journal.readTicks(run))
                .onDone(this::showTicks)
                .onError(JournalUnwritable.class, unreadable -> {})
                .start();
    }

    /// The items can be ticked from now on, unless the history is read-only.
    private void showTicks(Set<String> ticks) {
        boolean readOnly = context.engine().journal().readOnlyReason().isPresent();
        boxes.forEach((name, box) -> {
            box.setSelected(ticks.contains(name));
            box.setDisable(readOnly);
        });
    }

    /// A tick that cannot be written is taken away again.
    private void saveTick(String name, CheckBox box) {
        Journal journal = context.engine().journal();
        boolean ticked = box.isSelected();
        context.tasks()
                .of(() -> {
                    journal.writeTick(run, name, ticked);
                    return true;
                })
                .onError(
                        JournalUnwritable.class,
                        e -> {
                            box.setSelected(!ticked);
                            context.overlay().showProblem(e.problem());
                        })
                .start();
    }
}
