package dev.handrail.ui.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question.LineChange;
import dev.handrail.run.merge.WordDiff;
import dev.handrail.run.merge.WordDiff.DiffPart;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.merge.FileHunks.MergeHunk;
import dev.handrail.ui.merge.MergeRow.HunkLine;
import dev.handrail.ui.merge.MergeRow.LinePart;

import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.layout.HBox;

import java.util.List;
import java.util.Optional;

/// Shows one line three times: on the server, as Handrail writes it, and in the new version.
final class HunkLineView extends HBox {
    private static final String PLAIN = "merge-plain";
    private static final String EMPTY = "merge-empty";
    private static final String OPEN = "merge-open";

    private final Texts texts;
    private final MergeChoices choices;
    private final SourceLine mine;
    private final SourceLine result;
    private final SourceLine fresh;

    HunkLineView(Texts texts, MergeChoices choices, ObservableDoubleValue offset) {
        super(6);
        this.texts = texts;
        this.choices = choices;
        mine = new SourceLine(offset);
        result = new SourceLine(offset).withoutNumber();
        fresh = new SourceLine(offset);
        getChildren().addAll(mine, result, fresh);
    }

    /// One side of a change: its first line number, its lines, those of the other side, its style.
    private record ChangeSide(
            int first, List<String> lines, List<String> others, String style, String nothing) {
        boolean hasLine(int index) {
            return index < lines.size();
        }

        List<DiffPart> partsAt(int index) {
            return index < others.size()
                    ? WordDiff.diffParts(lines.get(index), others.get(index))
                    : List.of(new DiffPart(lines.get(index), false));
        }
    }

    void showLine(HunkLine line) {
        LineChange change = line.hunk().change();
        int index = line.index();
        switch (line.part()) {
            case BEFORE -> {
                int back = line.hunk().context().before().size() - index;
                showSame(line, change.mineLine() - back, freshLine(change, -back));
            }
            case AFTER ->
                    showSame(
                            line,
                            change.mineLine() + change.mine().size() + index,
                            freshLine(change, change.fresh().size() + index));
            case CHANGED -> showChanged(line.hunk(), index);
        }
    }

    /// Lines that follow an advice stand nowhere in the new version: 0.
    private static int freshLine(LineChange change, int distance) {
        return change.freshLine() == 0 ? 0 : change.freshLine() + distance;
    }

    /// The text of an unchanged line.
    private static String contextText(HunkLine line) {
        boolean before = line.part() == LinePart.BEFORE;
        List<String> lines =
                before ? line.hunk().context().before() : line.hunk().context().after();
        return lines.get(line.index());
    }

    private void showSame(HunkLine line, int mineLine, int freshLine) {
        List<DiffPart> text = List.of(new DiffPart(contextText(line), false));
        mine.showText(mineLine, text, PLAIN);
        result.showText(0, text, PLAIN);
        fresh.showText(freshLine, text, PLAIN);
    }

    private void showChanged(MergeHunk hunk, int index) {
        LineChange change = hunk.change();
        showSide(mine, mineSide(change), index);
        showSide(fresh, freshSide(hunk), index);
        showResult(hunk, index);
    }

    private ChangeSide mineSide(LineChange change) {
        return new ChangeSide(
                change.mineLine(), change.mine(), change.fresh(), "merge-mine", "merge.not-mine");
    }

    private ChangeSide freshSide(MergeHunk hunk) {
        LineChange change = hunk.change();
        String nothing = hunk.advice().isPresent() ? "merge.advice.no-line" : "merge.not-new";
        return new ChangeSide(
                change.freshLine(), change.fresh(), change.mine(), "merge-fresh", nothing);
    }

    private void showSide(SourceLine column, ChangeSide side, int index) {
        if (side.hasLine(index)) {
            int line = side.first() == 0 ? 0 : side.first() + index;
            column.showText(line, side.partsAt(index), side.style());
        } else {
            boolean say = index == 0;
            column.showNote(say ? texts.get(side.nothing()) : "", EMPTY);
        }
    }

    /// The lines that Handrail writes, in the colour of the side that they come from.
    private void showResult(MergeHunk hunk, int index) {
        Optional<LineChoice> choice = choices.findChoice(hunk);
        List<String> lines = choices.resultOf(hunk);
        if (choice.isEmpty()) {
            result.showNote(index == 0 ? texts.get("merge.open-result") : "", OPEN);
        } else if (index >= lines.size()) {
            boolean nothing = lines.isEmpty() && index == 0;
            result.showNote(nothing ? texts.get("merge.no-line") : "", EMPTY);
        } else {
            result.showText(
                    0,
                    List.of(new DiffPart(lines.get(index), false)),
                    resultStyle(choice.get(), index < hunk.change().mine().size()));
        }
    }

    /// `first`: among as many lines as the admin has there.
    private static String resultStyle(LineChoice choice, boolean first) {
        return switch (choice) {
            case MINE -> "merge-mine";
            case NEW -> "merge-fresh";
            case BOTH -> first ? "merge-mine" : "merge-fresh";
            case TYPED -> "merge-own";
        };
    }

    /// What a screen reader says of the line.
    String describe(HunkLine line) {
        if (line.part() != LinePart.CHANGED) {
            return contextText(line);
        }
        return texts.get(
                "merge.row",
                lineAt(line.hunk().change().mine(), line.index()),
                lineAt(choices.resultOf(line.hunk()), line.index()),
                lineAt(line.hunk().change().fresh(), line.index()));
    }

    private String lineAt(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : texts.get("merge.no-line");
    }
}
