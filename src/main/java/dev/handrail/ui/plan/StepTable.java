package dev.handrail.ui.plan;

import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Step;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The steps of a plan as a dense table: what, by whom, whether services are down, the way back,
/// and the usual time. On request a row shows the exact script below it.
record StepTable(Texts texts, Plan.Ready plan, StepTimes times) {
    /// Above this many steps, each phase of a plan is folded and its rows are made when it opens.
    private static final int SHORT_PLAN = 40;

    private static final int COLUMNS = 7;

    /// Returns one table with the phases in its first column, or one folded pane for each phase of
    /// a long plan.
    List<Node> tablesOf(Hop hop) {
        Set<Step> down = Set.copyOf(StepTimes.stepsWhileDown(hop));
        long all = plan.hops().stream().mapToLong(one -> one.steps().size()).sum();
        if (all <= SHORT_PLAN) {
            GridPane table = tableOf(hop.steps(), down);
            table.setId("steps-" + hop.number());
            return List.of(table);
        }
        return Stream.of(Phase.values())
                .filter(phase -> !stepsOf(hop, phase).isEmpty())
                .<Node>map(phase -> phasePane(phase, stepsOf(hop, phase), down))
                .toList();
    }

    private static List<Step> stepsOf(Hop hop, Phase phase) {
        return hop.steps().stream().filter(step -> step.info().phase() == phase).toList();
    }

    private TitledPane phasePane(Phase phase, List<Step> steps, Set<Step> down) {
        TitledPane pane = new TitledPane();
        pane.setText(texts.of("phase", phase));
        pane.setGraphic(Ui.badge(String.valueOf(steps.size()), "badge-quiet"));
        pane.getStyleClass().add("phase-pane");
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.expandedProperty()
                .addListener((o, old, open) -> {
                    if (open && pane.getContent() == null) {
                        pane.setContent(tableOf(steps, down));
                    }
                });
        return pane;
    }

    private GridPane tableOf(List<Step> steps, Set<Step> down) {
        GridPane grid = new GridPane(14, 4);
        grid.getStyleClass().add("step-table");
        for (int column = 0; column < COLUMNS; column++) {
            ColumnConstraints size = new ColumnConstraints();
            size.setMinWidth(column == 1 ? 0 : Region.USE_PREF_SIZE);
            size.setHgrow(column == 1 ? Priority.ALWAYS : Priority.NEVER);
            grid.getColumnConstraints().add(size);
        }
        addHeads(grid);
        Optional<Phase> before = Optional.empty();
        for (Step step : steps) {
            Phase phase = step.info().phase();
            addRow(grid, step, before.filter(phase::equals).isEmpty(), down.contains(step));
            before = Optional.of(phase);
        }
        return grid;
    }

    private void addHeads(GridPane grid) {
        List<String> keys =
                List.of(
                        "report.column.phase",
                        "plan.column-step",
                        "plan.column-who",
                        "plan.column-services",
                        "plan.column-back",
                        "plan.column-time");
        keys.forEach(
                key -> grid.add(Ui.label(texts.get(key), "muted", "small"), keys.indexOf(key), 0));
    }

    /// Adds a row and leaves the next one free for the details.
    private void addRow(GridPane grid, Step step, boolean newPhase, boolean down) {
        int row = grid.getRowCount() + grid.getRowCount() % 2;
        Step.StepInfo info = step.info();
        String phase = newPhase ? texts.of("phase", info.phase()) : "";
        String services = down ? texts.get("plan.services-down") : "";
        Label title = Ui.wrappedText(texts.inUserLanguage(info.title()));
        grid.addRow(
                row,
                Ui.label(phase, "muted"),
                title,
                Ui.label(actorText(step)),
                Ui.label(services, "step-down"),
                reversibilityCell(info),
                Ui.label(usualTime(step), "muted"),
                detailsButton(grid, row + 1, step));
        grid.getChildren().forEach(cell -> GridPane.setValignment(cell, VPos.CENTER));
    }

    /// How long a person takes is nobody's forecast.
    private String usualTime(Step step) {
        return isForPerson(step)
                ? ""
                : times.usualDuration(step).map(texts::formatDuration).orElse("");
    }

    private static boolean isForPerson(Step step) {
        return step instanceof Step.Manual || step instanceof Step.Merge;
    }

    /// Says who does the step, and on which server if the plan has several.
    private String actorText(Step step) {
        String who = texts.get(isForPerson(step) ? "plan.by-you" : "plan.by-handrail");
        return plan.route().roles().size() > 1
                ? who + ", " + StepCard.serverText(texts, step)
                : who;
    }

    private Node reversibilityCell(Step.StepInfo info) {
        if (info.reversibility() == Reversibility.FREE) {
            return Ui.label(texts.of("reversibility", Reversibility.FREE), "muted");
        }
        return info.isUndo()
                ? PlanBadges.ofRestore(texts)
                : PlanBadges.of(texts, info.reversibility());
    }

    /// Returns the button that shows the details of a step below its row, and hides them again.
    private Button detailsButton(GridPane grid, int row, Step step) {
        String title = texts.inUserLanguage(step.info().title());
        Button button =
                Ui.iconButton(Feather.CHEVRON_DOWN, texts.get("step.more", title), () -> {});
        button.setId("step-more-" + step.info().id());
        VBox details = Ui.column(0);
        button.setOnAction(event -> {
            boolean open = details.getChildren().isEmpty();
            button.setGraphic(Ui.icon(open ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN));
            details.getChildren().clear();
            grid.getChildren().remove(details);
            if (open) {
                details.getChildren().setAll(detailsOf(step));
                grid.add(details, 1, row, COLUMNS - 1, 1);
            }
        });
        return button;
    }

    private Region detailsOf(Step step) {
        Node why = Ui.wrappedText(texts.inUserLanguage(step.info().why()), "step-why");
        return Ui.column(6, why, new StepDetails(texts, step, plan.variables()).buildView());
    }
}
