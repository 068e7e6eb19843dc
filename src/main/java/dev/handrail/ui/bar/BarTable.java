package dev.handrail.ui.bar;

import dev.handrail.model.bar.TimeBarText;
import dev.handrail.model.bar.TimeBarText.BarRow;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.layout.GridPane;

import java.util.List;

/// The table behind a time bar: what happens, from when, for how long.
final class BarTable {
    private BarTable() {}

    static Node of(Texts texts, TimeBarText bar) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        List<String> heads =
                List.of(
                        texts.get("report.column.phase"),
                        texts.get("run.bar.column-step"),
                        texts.get("run.bar.column-what"),
                        texts.get("run.bar.column-start"),
                        texts.get("run.bar.column-length"));
        addRow(grid, 0, heads, "muted", "small");
        List<BarRow> rows = bar.listRows();
        for (int i = 0; i < rows.size(); i++) {
            addRow(grid, i + 1, cells(texts, rows.get(i)));
        }
        return grid;
    }

    private static List<String> cells(Texts texts, BarRow row) {
        String what = texts.inUserLanguage(row.what());
        return List.of(
                texts.of("phase", row.phase()),
                texts.inUserLanguage(row.title()),
                row.down() ? texts.get("run.bar.row-down", what) : what,
                texts.formatDuration(row.start()),
                texts.formatDuration(row.length()));
    }

    private static void addRow(GridPane grid, int row, List<String> cells, String... classes) {
        for (int column = 0; column < cells.size(); column++) {
            grid.add(Ui.label(cells.get(column), classes), column, row);
        }
    }
}
