package dev.handrail.bench;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.Journal;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.session.Runner;
import dev.handrail.store.DataStore;
import dev.handrail.store.StoreOpenResult;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks runs whose steps all run the same script, with the real runner, journal and connection.
final class StepRuns implements AutoCloseable {
    private final DataStore store;
    private final ServerConnection link;
    private final StepTimes times = new StepTimes();
    private final Runner runner;

    StepRuns(Place place) throws IOException {
        Path data = place.scratch().resolve("data-" + place.name());
        store = open(data);
        link = place.link();
        Journal journal = Overheard.at(Journal.class, store.journal(), times);
        runner = new Runner(journal, Clock.systemUTC(), data.resolve("copies"));
    }

    static DataStore open(Path data) throws IOException {
        if (DataStore.open(data) instanceof StoreOpenResult.Ready(DataStore store)) {
            return store;
        }
        throw new IOException("The journal in " + data + " cannot be opened.");
    }

    /// What each step took, in seconds. The run is removed afterwards, here and on the server.
    List<Double> seconds(String script, int steps) throws IOException, InterruptedException {
        RunHandle running =
                runner.startRun(
                        Plans.of(script, steps), Map.of("server", link), new Away(), new Deaf());
        RunOutcome ended = running.awaitOutcome();
        if (!(ended instanceof RunOutcome.Finished(RunEvent.RunFinished event))
                || event.result() != RunEvent.RunResult.UPGRADED) {
            throw new IOException("The run did not finish: " + ended);
        }
        store.journal().deleteRun(running.runId());
        String folder = link.currentShell().baseFolder() + "/" + running.runId();
        link.currentShell().run("rm -rf '" + folder + "'", Duration.ofMinutes(1));
        return times.take();
    }

    @Override
    public void close() {
        link.close();
        store.close();
    }

    /// Nothing is asked in these runs.
    private static final class Away implements QuestionHandler {
        @Override
        public Optional<Answer> answerQuestion(Question question) {
            return Optional.empty();
        }
    }

    private static final class Deaf implements RunListener {
        @Override
        public void onEvent(RunEvent event) {}

        @Override
        public void onOutput(long step, long offset, byte[] bytes) {}
    }
}
