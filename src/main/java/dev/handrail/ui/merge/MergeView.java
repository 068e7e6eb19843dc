package dev.handrail.ui.merge;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Question.Change;
import dev.handrail.model.Question.FileChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All changes of all files, each with a choice: keep mine, or take the new lines.
public final class MergeView {
    private final Texts texts;
    private final List<FileChange> files;
    private final Map<FileChange, List<ChangeRow>> rows = new LinkedHashMap<>();
    private final Label count = Ui.label("", "muted");
    private final VBox view = Ui.column(12);
    private Runnable changed = () -> {};

    public MergeView(Texts texts, List<FileChange> files) {
        this.texts = texts;
        this.files = files;
        count.setId("merge-count");
        view.getChildren()
                .add(
                        Ui.row(
                                8,
                                button("merge-all-mine", "merge.all-mine", () -> all(false)),
                                button("merge-all-new", "merge.all-new", () -> all(true)),
                                Ui.button(
                                        texts.get("merge.next"),
                                        Feather.ARROW_DOWN,
                                        this::next,
                                        Styles.FLAT),
                                Ui.spacer(),
                                count));
        files.forEach(this::add);
        tell();
    }

    private Button button(String id, String key, Runnable action) {
        Button button = Ui.button(texts.get(key), action);
        button.setId(id);
        return button;
    }

    private void add(FileChange file) {
        List<ChangeRow> made = new ArrayList<>();
        VBox box =
                Ui.column(
                        10,
                        Ui.row(
                                8,
                                Ui.icon(Feather.FILE_TEXT),
                                Ui.text(file.mine(), "mono", "strong")),
                        Ui.text(texts.get("merge.against", file.fresh()), "muted", "small"));
        for (Change change : file.changes()) {
            ChangeRow row = new ChangeRow(texts, change, this::tell);
            made.add(row);
            box.getChildren().add(row.view());
        }
        rows.put(file, made);
        box.getStyleClass().add("panel");
        view.getChildren().add(box);
    }

    public Node view() {
        return view;
    }

    public void onChange(Runnable then) {
        changed = then;
    }

    private List<ChangeRow> everyRow() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /// How many changes still wait for a choice.
    public int undecided() {
        return (int) everyRow().stream().filter(row -> row.takeNew().isEmpty()).count();
    }

    private void tell() {
        int all = everyRow().size();
        count.setText(texts.get("merge.count", all - undecided(), all));
        changed.run();
    }

    private void all(boolean takeNew) {
        everyRow().forEach(row -> row.choose(takeNew));
        tell();
    }

    private void next() {
        Optional<ChangeRow> open =
                everyRow().stream().filter(row -> row.takeNew().isEmpty()).findFirst();
        open.ifPresent(ChangeRow::focus);
    }

    /// The choices, by file on the server.
    public Map<String, List<Boolean>> takeNew() {
        Map<String, List<Boolean>> choices = new LinkedHashMap<>();
        for (FileChange file : files) {
            choices.put(
                    file.mine(),
                    rows.getOrDefault(file, List.of()).stream()
                            .map(row -> row.takeNew().orElse(false))
                            .toList());
        }
        return choices;
    }
}
