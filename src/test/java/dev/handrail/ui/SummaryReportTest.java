package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.report.ReportRenderer;
import dev.handrail.store.Samples;
import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds the summary page and the report of one run against each other.
@Tag("window")
class SummaryReportTest extends PageTestBase {
    private static final String ID = "20261120-0200-a";
    private static final String DASH = "\u2014";

    @Test
    void pageAndReportOfAnUpgradedRunSayTheSame() throws Exception {
        show(Samples.whole());
        assertPageMatchesReport();
    }

    @Test
    void pageAndReportOfAnEndedRunSayTheSame() throws Exception {
        List<RunEvent> events = new ArrayList<>(Samples.whole().subList(0, 9));
        events.add(
                new RunEvent.StateCaptured(
                        10,
                        Samples.at(9),
                        0,
                        RunEvent.StateCaptured.CaptureMoment.AFTER,
                        Map.of("version", "2.4")));
        events.add(
                new RunEvent.RunFinished(
                        11,
                        Samples.at(10),
                        RunEvent.RunResult.ENDED,
                        Message.literal("The admin ended it.")));
        show(events);
        assertPageMatchesReport();
    }

    @Test
    void whatIsTheSameIsFolded() throws Exception {
        show(Samples.whole());
        fx.awaitText("1 value is the same");
        TitledPane same = (TitledPane) fx.node("state-same");
        assertFalse(Fx.on(same::isExpanded));
        assertTrue(Fx.on(() -> fx.reads("Changed")));
        assertFalse(Fx.on(() -> fx.reads("Look at this")));
    }

    @Test
    void doneClosesTheRun() throws Exception {
        show(Samples.whole());
        fx.press("footer-primary");
        fx.awaitText("What next?");
        Fx.await(
                "no run is open",
                () -> fx.window().pageContext().session().runProperty().get() == null);
    }

    @Test
    void anItemThatIsTickedStaysTicked() throws Exception {
        show(List.copyOf(Samples.whole()));
        tickFirstItem();
        Fx.await("it is kept", () -> fx.engine().journal().readTicks(ID).size() == 1);
        scenes.go(PageKind.HOME);
        scenes.go(PageKind.SUMMARY);
        Fx.await("it is ticked again", () -> isTicked());
        tickFirstItem();
        Fx.await("the tick is gone", () -> fx.engine().journal().readTicks(ID).isEmpty());
        fx.engine().journal().writeTick(ID, "old", true);
        fx.engine().journal().deleteRun(ID);
        assertEquals(Set.of(), fx.engine().journal().readTicks(ID));
    }

    /// The page may build its list anew at any moment, and a new box is disabled at first.
    private void tickFirstItem() throws Exception {
        Fx.await(
                "it can be ticked",
                () -> {
                    boolean ready =
                            fx.scene().lookup("#open-items .check-box") instanceof CheckBox box
                                    && !box.isDisabled();
                    if (ready) {
                        ((CheckBox) fx.scene().lookup("#open-items .check-box")).fire();
                    }
                    return ready;
                });
    }

    private boolean isTicked() {
        return fx.scene().lookup("#open-items .check-box") instanceof CheckBox box
                && box.isSelected();
    }

    private void show(List<RunEvent> events) throws Exception {
        events.forEach(event -> fx.engine().journal().appendEvent(ID, event));
        new PracticeDriver(fx).open(ID);
        fx.node("open-items");
    }

    private void assertPageMatchesReport() throws Exception {
        Run run = fx.engine().runs().findRun(ID).orElseThrow();
        JsonNode report =
                JsonMapper.shared().readTree(ReportRenderer.renderJson(run, fx.engine().journal()));
        List<String> openItems = new ArrayList<>();
        report.path("remaining").forEach(item -> openItems.add(item.asString()));
        assertFalse(openItems.isEmpty());
        assertEquals(openItems, labelsIn("open-items"));

        List<String> state = new ArrayList<>();
        report.path("state")
                .forEach(line -> {
                    state.add(line.path("key").asString());
                    state.add(orDash(line.path("before").asString()));
                    state.add(orDash(line.path("after").asString()));
                });
        assertFalse(state.isEmpty());
        assertEquals(state.stream().sorted().toList(), tableCells().stream().sorted().toList());
    }

    private static String orDash(String value) {
        return value.isEmpty() ? DASH : value;
    }

    private List<String> labelsIn(String id) throws Exception {
        Node list = fx.node(id);
        return Fx.on(() ->
                list.lookupAll(".check-box").stream()
                        .map(box -> ((CheckBox) box).getText())
                        .toList());
    }

    /// The cells of the rows below the heads of the three groups.
    private List<String> tableCells() throws Exception {
        Node groups = fx.node("state-table");
        return Fx.on(() ->
                groups.lookupAll(".facts").stream()
                        .flatMap(table -> ((GridPane) table).getChildren().stream())
                        .filter(cell -> GridPane.getRowIndex(cell) > 0)
                        .filter(Label.class::isInstance)
                        .map(cell -> ((Label) cell).getText())
                        .toList());
    }
}
