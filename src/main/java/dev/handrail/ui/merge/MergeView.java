package dev.handrail.ui.merge;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.FileHunks.MergeHunk;
import dev.handrail.ui.merge.settings.FileViews;
import dev.handrail.ui.merge.settings.SettingDecisions;
import dev.handrail.ui.merge.settings.SettingsView;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page of a merge: the files, the changes of one file side by side with what Handrail writes,
/// and a choice for each change.
public final class MergeView {
    private final Texts texts;
    private final MergeChoices choices;
    private final MergeCommands commands;
    private final MergeTable table;
    private final SettingsView settings;
    private final FileViews views;
    private final MergeToolbar toolbar;
    private final Label summary = Ui.label("", "small");
    private final Label left = Ui.label("", "small", "muted");
    private final VBox view = Ui.column(6);
    private final Map<KeyCombination, Runnable> keys = new LinkedHashMap<>();

    /// `choices`: of one file or more.
    public MergeView(Texts texts, MergePrompt prompt, MergeChoices choices) {
        this.texts = texts;
        this.choices = choices;
        MergeSelection selection = new MergeSelection(choices.files());
        this.commands = new MergeCommands(texts, prompt, choices, selection);
        this.table = new MergeTable(texts, commands);
        this.toolbar = new MergeToolbar(texts, commands);
        this.settings = new SettingsView(texts, new LineDecisions());
        this.views = new FileViews(texts, table, settings);
        view.setId("merge");
        view.getStyleClass().add("merge");
        view.getChildren().addAll(toolbar, body(), summaryRow());
        addKeys();
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::runKey);
        choices.onChange(this::updateSummary);
        choices.onChange(settings::refreshChoices);
        followSelection(selection);
        updateSummary();
        commands.goToNext();
        selectFirstOpen();
    }

    private void selectFirstOpen() {
        Optional.ofNullable(commands.selection().hunkProperty().get())
                .filter(hunk -> choices.findChoice(hunk).isPresent())
                .ifPresent(hunk -> commands.goToNextOpen());
    }

    private void followSelection(MergeSelection selection) {
        selection.fileProperty().addListener((o, old, now) -> views.showFile(now.file()));
        selection
                .hunkProperty()
                .addListener((o, old, now) -> {
                    if (now != null && views.areSettingsShown()) {
                        settings.showChange(now.key().change());
                    }
                });
        views.showFile(selection.fileProperty().get().file());
    }

    /// The choices of the file that is shown, for its settings.
    private final class LineDecisions implements SettingDecisions {
        private MergeHunk hunkAt(int change) {
            return commands.selection().fileProperty().get().hunks().get(change);
        }

        @Override
        public Optional<LineChoice> findChoice(int change) {
            return choices.findChoice(hunkAt(change));
        }

        @Override
        public boolean isPlaceholder(int change) {
            return hunkAt(change).change().locked();
        }

        @Override
        public boolean isEditable() {
            return choices.isEditable();
        }

        @Override
        public void chooseChanges(List<Integer> changes, LineChoice choice) {
            commands.chooseTogether(changes.stream().map(this::hunkAt).toList(), choice);
        }

        @Override
        public void goToChange(int change) {
            if (views.areSettingsShown()) {
                commands.selection().goToHunk(hunkAt(change));
            }
        }
    }

    /// One file needs no list of files.
    private Node body() {
        HBox heading =
                Ui.row(
                        8,
                        Ui.growAlways(new FileHeading(texts, commands)),
                        toolbar.findButton(),
                        views.choice());
        toolbar.setAfterFind(views::requestFocus);
        VBox file = Ui.column(4, heading, toolbar.findRow(), Ui.growAlways(views));
        HBox body = new HBox(10);
        if (choices.files().size() > 1) {
            body.getChildren().add(new MergeFileList(texts, commands));
        }
        body.getChildren().add(Ui.growAlways(file));
        return Ui.growAlways(body);
    }

    private Node summaryRow() {
        summary.setId("merge-summary");
        left.setId("merge-note");
        Button show =
                Ui.button(
                        texts.get("merge.show-difference"),
                        Feather.EYE,
                        commands::showDifference,
                        Styles.SMALL);
        show.setId("merge-show-difference");
        return Ui.row(8, summary, left, Ui.spacer(), show);
    }

    private void addKeys() {
        addKey("Alt+1", () -> chooseCurrent(LineChoice.MINE));
        addKey("Alt+2", () -> chooseCurrent(LineChoice.NEW));
        addKey("Alt+3", () -> chooseCurrent(LineChoice.BOTH));
        addKey("Alt+4", () -> chooseCurrent(LineChoice.TYPED));
        addKey("F7", commands::goToNext);
        addKey("Shift+F7", commands::goToPrevious);
        addKey("Shortcut+F", toolbar::focusFind);
        addKey("F3", () -> toolbar.findText(true));
        addKey("Shift+F3", () -> toolbar.findText(false));
        addKey("Shortcut+Z", commands::undo);
        addKey("Shortcut+Shift+Z", commands::redo);
    }

    /// For the setting or the change that is selected.
    private void chooseCurrent(LineChoice choice) {
        boolean either = choice == LineChoice.MINE || choice == LineChoice.NEW;
        if (views.areSettingsShown() && either) {
            settings.chooseSelected(choice);
            return;
        }
        if (choice == LineChoice.TYPED) {
            views.showLines();
        }
        commands.chooseCurrent(choice);
    }

    private void addKey(String keyText, Runnable run) {
        keys.put(KeyCombination.valueOf(keyText), run);
    }

    /// While the admin types, undo and redo are those of the text.
    private void runKey(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        keys.forEach((key, run) -> {
            boolean other = typing && event.getCode() == KeyCode.Z;
            if (!event.isConsumed() && !other && key.match(event)) {
                event.consume();
                run.run();
            }
        });
    }

    public Node view() {
        return view;
    }

    /// Moves the focus to the changes, where all keys work.
    public void requestFocus() {
        views.requestFocus();
    }

    private void updateSummary() {
        List<List<LineChoice>> all = choices.files().stream().map(choices::choicesOf).toList();
        long written =
                all.stream()
                        .filter(file -> file.stream().anyMatch(each -> each != LineChoice.MINE))
                        .count();
        summary.setText(
                texts.get(
                        "merge.summary",
                        written,
                        count(all, LineChoice.NEW),
                        count(all, LineChoice.BOTH),
                        count(all, LineChoice.MINE) - choices.openCount(),
                        count(all, LineChoice.TYPED)));
        int locked = choices.keptPlaceholders();
        left.setText(texts.pluralText("merge.placeholders-left", locked));
        Ui.setShown(left, locked > 0);
    }

    private static long count(List<List<LineChoice>> all, LineChoice choice) {
        return all.stream().flatMap(List::stream).filter(choice::equals).count();
    }
}
