package dev.handrail.ui.merge.settings;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The selected setting: its whole values, what Handrail proposes and why, and what else the same
/// lines decide about.
final class SettingDetail extends VBox {
    private static final int MOST_NAMES = 4;

    private final Texts texts;
    private final SettingDecisions decisions;
    private final Label name = Ui.label("", "mono", "strong");
    private final Label reason = Ui.wrappedText("", "small");
    private final Label together = Ui.wrappedText("", "small", "muted");
    private final List<TextArea> values;
    private final Button lines;
    private Runnable showLines = () -> {};
    private List<SettingAdvice> advice = List.of();

    SettingDetail(Texts texts, SettingDecisions decisions) {
        super(4);
        this.texts = texts;
        this.decisions = decisions;
        HBox areas = new HBox(6);
        this.values =
                List.of(
                        addArea(areas, "merge.setting.mine"),
                        addArea(areas, "merge.setting.base"),
                        addArea(areas, "merge.setting.fresh"));
        lines =
                Ui.button(
                        texts.get("merge.setting.show-lines"),
                        Feather.ALIGN_LEFT,
                        () -> showLines.run(),
                        Styles.SMALL);
        lines.setId("merge-setting-lines");
        reason.setId("merge-setting-reason");
        together.setId("merge-setting-together");
        name.setMinWidth(0);
        getChildren().addAll(Ui.row(8, name, Ui.spacer(), lines), reason, together, areas);
    }

    private TextArea addArea(HBox areas, String key) {
        TextArea area = new TextArea();
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(2);
        area.setPrefColumnCount(10);
        area.setAccessibleText(texts.get(key));
        area.getStyleClass().addAll("mono", "small");
        areas.getChildren()
                .add(Ui.growAlways(Ui.column(2, Ui.label(texts.get(key), "merge-head"), area)));
        return area;
    }

    void setOnShowLines(Runnable show) {
        this.showLines = show;
    }

    /// What the runbook knows of the settings of the file.
    void showAdvice(List<SettingAdvice> all) {
        this.advice = all;
    }

    /// `all`: the settings of the file.
    void showSetting(@Nullable SettingChange setting, List<SettingChange> all) {
        setDisable(setting == null);
        name.setText(setting == null ? "" : Ui.safeText(setting.name()));
        reason.setText(setting == null ? "" : reasonText(setting));
        showNames(setting == null ? List.of() : namesBeside(setting, all));
        lines.setDisable(setting == null || setting.changes().isEmpty());
        showValue(0, setting == null ? Optional.empty() : setting.mine());
        showValue(1, setting == null ? Optional.empty() : setting.base());
        showValue(2, setting == null ? Optional.empty() : setting.fresh());
    }

    private void showValue(int file, Optional<String> value) {
        TextArea area = values.get(file);
        String shown =
                value.map(text -> text.lines().map(Ui::safeText).collect(Collectors.joining("\n")))
                        .orElse(texts.get("merge.setting.absent"));
        if (!area.getText().equals(shown)) {
            area.setText(shown);
        }
    }

    /// An advice first; where it has no lines, also what holds without it.
    private String reasonText(SettingChange setting) {
        Optional<SettingAdvice> known =
                advice.stream().filter(each -> each.setting().equals(setting.name())).findFirst();
        String advised = known.map(each -> texts.inUserLanguage(each.explain())).orElse("");
        boolean whole = known.flatMap(SettingAdvice::change).isPresent();
        return whole ? advised : (advised + " " + usualText(setting)).strip();
    }

    private String usualText(SettingChange setting) {
        if (setting.partial()) {
            return texts.get("merge.setting.partial");
        }
        boolean locked = setting.changes().stream().anyMatch(decisions::isPlaceholder);
        return locked
                ? texts.get("merge.placeholder")
                : texts.of("merge.setting-reason", setting.kind());
    }

    /// The other settings that the same lines decide about.
    private static List<String> namesBeside(SettingChange setting, List<SettingChange> all) {
        return all.stream()
                .filter(other -> !other.equals(setting) && setting.sharesChange(other))
                .map(SettingChange::name)
                .toList();
    }

    private void showNames(List<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = Math.max(0, names.size() - MOST_NAMES);
        together.setText(
                names.isEmpty()
                        ? ""
                        : Ui.safeText(texts.get("merge.setting.together", shown, more)));
        Ui.setShown(together, !names.isEmpty());
    }
}
