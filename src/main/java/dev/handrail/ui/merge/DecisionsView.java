package dev.handrail.ui.merge;

import dev.handrail.model.summary.MergeSummary.MergedChange;
import dev.handrail.model.summary.MergeSummary.MergedFile;
import dev.handrail.model.summary.MergedSetting;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.layout.VBox;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shows each change of the files that a merge has written, which side was taken, and who decided.
public final class DecisionsView {
    private final Texts texts;
    private final VBox view = Ui.column(10);

    private DecisionsView(Texts texts) {
        this.texts = texts;
        view.setId("merge-decisions");
    }

    public static VBox of(Texts texts, List<MergedFile> files) {
        DecisionsView decisions = new DecisionsView(texts);
        files.forEach(decisions::addFile);
        return decisions.view;
    }

    private void addFile(MergedFile file) {
        VBox box = Ui.column(6, Ui.wrappedText(Ui.safeText(file.file()), "mono", "strong"));
        MergedSetting.listSettings(file).forEach(setting -> addSetting(box, setting));
        file.changes().forEach(change -> addChange(box, change));
        box.getStyleClass().add("panel");
        view.getChildren().add(box);
    }

    /// A setting with its value in the three files.
    private void addSetting(VBox box, MergedSetting merged) {
        box.getChildren()
                .addAll(
                        Ui.wrappedText(
                                Ui.safeText(texts.inUserLanguage(merged.describeWhole())), "small"),
                        Ui.wrappedText(
                                Ui.safeText(texts.inUserLanguage(merged.describeValues())),
                                "mono",
                                "small"));
        String reason = texts.inUserLanguage(merged.describeReason());
        if (!reason.isEmpty()) {
            box.getChildren().add(Ui.wrappedText(Ui.safeText(reason), "small", "muted"));
        }
    }

    /// Lines with `-` are the admin's, those with `+` are of the new version.
    private void addChange(VBox box, MergedChange change) {
        String line = Integer.toString(change.lines().mineLine());
        String decision = texts.inUserLanguage(change.describe());
        String lines =
                Stream.concat(
                                change.lines().mine().stream().map(text -> "- " + text),
                                change.lines().fresh().stream().map(text -> "+ " + text))
                        .map(Ui::safeText)
                        .collect(Collectors.joining("\n"));
        box.getChildren()
                .addAll(
                        Ui.wrappedText(texts.get("merge.decided-line", line, decision), "small"),
                        Ui.wrappedText(lines, "mono", "small"));
    }
}
