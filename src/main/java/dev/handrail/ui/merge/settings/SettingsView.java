package dev.handrail.ui.merge.settings;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The settings of the file that is merged, with the value of each in the three files and the
/// decision. The lines decide: this is another view of the same choices.
public final class SettingsView extends VBox {
    private static final int MOST_SHOWN = 120;

    private final Texts texts;
    private final SettingDecisions decisions;
    private final TableView<SettingChange> table = new TableView<>();
    private final Label notes = Ui.wrappedText("", "small", "muted");
    private final Label empty = Ui.wrappedText("", "muted", "placeholder");
    private final SettingDetail detail;
    private List<SettingAdvice> advice = List.of();

    public SettingsView(Texts texts, SettingDecisions decisions) {
        super(6);
        this.texts = texts;
        this.decisions = decisions;
        this.detail = new SettingDetail(texts, decisions);
        table.setId("merge-settings");
        table.getStyleClass().add("merge-settings");
        table.setAccessibleText(texts.get("merge.view-settings"));
        table.setPlaceholder(empty);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.getColumns().setAll(columns());
        table.getSelectionModel().selectedItemProperty().addListener((o, old, now) -> select(now));
        notes.setId("merge-settings-notes");
        getChildren().addAll(Ui.growAlways(table), detail, notes);
        detail.showSetting(null, List.of());
    }

    private List<TableColumn<SettingChange, ?>> columns() {
        return List.of(
                textColumn("merge.setting.name", 190, SettingChange::name, "setting-value"),
                textColumn(
                        "merge.setting.mine",
                        115,
                        setting -> shorten(setting.mine()),
                        "setting-value"),
                textColumn(
                        "merge.setting.base",
                        115,
                        setting -> shorten(setting.base()),
                        "setting-value"),
                textColumn("merge.setting.fresh", 115, s -> shorten(s.fresh()), "setting-value"),
                textColumn("merge.setting.what", 140, this::whatText, "plain"),
                decisionColumn());
    }

    private TableColumn<SettingChange, String> textColumn(
            String key, double width, Function<SettingChange, String> text, String style) {
        TableColumn<SettingChange, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(Ui.safeText(text.apply(row.getValue()))));
        column.getStyleClass().add(style);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private TableColumn<SettingChange, SettingChange> decisionColumn() {
        TableColumn<SettingChange, SettingChange> column =
                new TableColumn<>(texts.get("merge.setting.decision"));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> new DecisionCell(texts, decisions, this::choose));
        column.setMinWidth(150);
        column.setPrefWidth(150);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private String whatText(SettingChange setting) {
        return advice.stream()
                .filter(each -> each.setting().equals(setting.name()))
                .findFirst()
                .map(each -> texts.inUserLanguage(each.describe()))
                .orElseGet(() -> texts.of("merge.setting-kind", setting.kind()));
    }

    /// A value on one line.
    private String shorten(Optional<String> value) {
        return value.map(text -> Texts.shortenText(text.replaceAll("\\s+", " "), MOST_SHOWN))
                .orElse(texts.get("merge.setting.absent"));
    }

    /// `show`: shows the lines instead.
    void setOnShowLines(Runnable show) {
        detail.setOnShowLines(show);
    }

    void showFile(FileChange file) {
        List<Message> said = file.settingsNotes();
        advice = file.advice();
        detail.showAdvice(advice);
        table.getSelectionModel().clearSelection();
        table.getItems().setAll(file.settings());
        empty.setText(
                file.settings().isEmpty() && !said.isEmpty()
                        ? texts.inUserLanguage(said.getFirst())
                        : texts.get("merge.setting.none"));
        notes.setText(said.stream().map(texts::inUserLanguage).collect(Collectors.joining(" ")));
        Ui.setShown(notes, !file.settings().isEmpty() && !said.isEmpty());
        Ui.setShown(detail, !file.settings().isEmpty());
        if (!file.settings().isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
    }

    private void select(@Nullable SettingChange setting) {
        detail.showSetting(setting, table.getItems());
        if (setting != null && !setting.changes().isEmpty()) {
            decisions.goToChange(setting.changes().getFirst());
        }
    }

    /// Shows the choices again after one of them is another.
    public void refreshChoices() {
        table.refresh();
        detail.showSetting(table.getSelectionModel().getSelectedItem(), table.getItems());
    }

    /// Selects the setting that a change decides about, unless it is one of the selected setting.
    public void showChange(int change) {
        SettingChange now = table.getSelectionModel().getSelectedItem();
        if (now == null || !now.changes().contains(change)) {
            table.getItems().stream()
                    .filter(setting -> setting.changes().contains(change))
                    .findFirst()
                    .ifPresent(setting -> {
                        table.getSelectionModel().select(setting);
                        table.scrollTo(setting);
                    });
        }
    }

    /// Chooses a side for the selected setting.
    public void chooseSelected(LineChoice choice) {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .ifPresent(setting -> choose(setting, choice));
    }

    private void choose(SettingChange setting, LineChoice choice) {
        table.getSelectionModel().select(setting);
        boolean either = choice == LineChoice.MINE || choice == LineChoice.NEW;
        if (setting.isDecidable() && either && decisions.isEditable()) {
            decisions.chooseChanges(setting.changes(), choice);
        }
    }

    @Override
    public void requestFocus() {
        table.requestFocus();
    }
}
