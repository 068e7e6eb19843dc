package dev.handrail.bench;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.remote.Link;
import dev.handrail.run.Admin;
import dev.handrail.run.Ended;
import dev.handrail.run.Journal;
import dev.handrail.run.Runner;
import dev.handrail.run.Running;
import dev.handrail.run.Watcher;
import dev.handrail.store.Opened;
import dev.handrail.store.Store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks runs whose steps all run the same script, with the real runner, journal and connection.
final class StepRuns implements AutoCloseable {
    private final Store store;
    private final Link link;
    private final StepTimes times = new StepTimes();
    private final Runner runner;

    StepRuns(Place place) throws IOException {
        Path data = place.scratch().resolve("data-" + place.name());
        store = open(data);
        link = place.link();
        Journal journal = Overheard.at(Journal.class, store.journal(), times);
        runner = new Runner(journal, Clock.systemUTC(), data.resolve("copies"));
    }

    static Store open(Path data) throws IOException {
        if (Store.open(data) instanceof Opened.Ready(Store store)) {
            return store;
        }
        throw new IOException("The journal in " + data + " cannot be opened.");
    }

    /// What each step took, in seconds. The run is removed afterwards, here and on the server.
    List<Double> seconds(String script, int steps) throws IOException, InterruptedException {
        Running running =
                runner.start(
                        Plans.of(script, steps), Map.of("server", link), new Away(), new Deaf());
        Ended ended = running.await();
        if (!(ended instanceof Ended.Finished(RunEvent.RunFinished event))
                || event.result() != RunEvent.Result.UPGRADED) {
            throw new IOException("The run did not finish: " + ended);
        }
        store.journal().delete(running.id());
        String folder = link.shell().base() + "/" + running.id();
        link.shell().run("rm -rf '" + folder + "'", Duration.ofMinutes(1));
        return times.take();
    }

    @Override
    public void close() {
        link.close();
        store.close();
    }

    /// Nothing is asked in these runs.
    private static final class Away implements Admin {
        @Override
        public Optional<Answer> ask(Question question) {
            return Optional.empty();
        }
    }

    private static final class Deaf implements Watcher {
        @Override
        public void event(RunEvent event) {}

        @Override
        public void output(long step, long offset, byte[] bytes) {}
    }
}
