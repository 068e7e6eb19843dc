package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.handrail.app.Engine;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.ui.feed.RunLoader;
import dev.handrail.ui.feed.RunModel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records the events of a run and reads them through the model of the window.
@Tag("window")
class RunModelTest {
    private static final String ID = "20261120-0158-fold";

    private final List<Run> headed = new CopyOnWriteArrayList<>();
    @TempDir private Path folder;
    private Engine engine;
    private RunModel model;

    @BeforeEach
    void openModel() throws Exception {
        Fx.toolkit();
        engine = Fx.engine(folder, Fx.CLOCK);
        model = newModel();
    }

    @AfterEach
    void close() throws Exception {
        if (model != null) {
            Fx.on(() -> {
                model.close();
                return true;
            });
            engine.close();
        }
    }

    private RunModel newModel() throws Exception {
        return Fx.on(() ->
                new RunModel(
                        ID,
                        Fx.CLOCK,
                        (run, step) -> {
                            headed.add(run);
                            return step.step();
                        }));
    }

    @Test
    void aLiveRunIsFoldedOnceForEngineWindowAndConsole() throws Exception {
        RunRecorder recorder = new RunRecorder(ID, engine.journal(), model, Fx.CLOCK);

        recordFirstStep(recorder);

        awaitRunning(model);
        Run shown = Fx.on(() -> model.runProperty().get());
        assertSame(recorder.currentRun(), shown);
        assertSame(shown, headed.getFirst());
    }

    @Test
    void aRunReadFromTheJournalIsTheSame() throws Exception {
        RunRecorder recorder = new RunRecorder(ID, engine.journal(), model, Fx.CLOCK);
        recordFirstStep(recorder);
        RunModel past = newModel();

        RunLoader.loadRun(engine.journal(), past);

        awaitRunning(past);
        assertEquals(recorder.currentRun(), Fx.on(() -> past.runProperty().get()));
        Fx.on(() -> {
            past.close();
            return true;
        });
    }

    private static void awaitRunning(RunModel model) throws Exception {
        Fx.await(
                "the first step is running",
                () -> {
                    Run run = model.runProperty().get();
                    return run != null && run.steps().getFirst().isRunning();
                });
    }

    private static void recordFirstStep(RunRecorder recorder) {
        Plan.Ready plan = PlanSample.oneHop();
        recorder.startRun(
                new RunEvent.RunStarted(
                        1,
                        recorder.now(),
                        RunEvent.RunKind.UPGRADE,
                        RunEvent.RunScope.LIVE,
                        plan,
                        Map.of("main", new RunEvent.RunServer(Story.TARGET, "SHA256:abc", "/x")),
                        ""));
        String first = plan.hops().getFirst().steps().getFirst().info().id();
        recorder.recordEvent((seq, at) -> new RunEvent.StepStarted(seq, at, 0, first, 1, "2-x-1"));
    }
}
