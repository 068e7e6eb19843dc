package dev.handrail.ui.history;

import dev.handrail.model.Run;
import dev.handrail.model.bar.RunBarBuilder;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.page.PageContext;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Reads what rows of the history show from the events of their runs, one run after the other, the
/// row that was asked for last first. It belongs to the FX thread.
final class RunRowFacts {
    private final PageContext context;
    private final Map<RunSummary, RowFacts> known = new HashMap<>();
    private final Deque<FactsRequest> waiting = new ArrayDeque<>();
    private boolean reading;

    /// `down`: how long services were down; empty if the run has not stopped any.
    record RowFacts(Optional<TimeBar> bar, Optional<Duration> down) {
        static final RowFacts NONE = new RowFacts(Optional.empty(), Optional.empty());
    }

    private record FactsRequest(RunSummary run, BooleanSupplier wanted, Consumer<RowFacts> show) {}

    RunRowFacts(PageContext context) {
        this.context = context;
    }

    /// Calls `show` as soon as the facts are known, unless the row shows another run by then.
    void findFacts(RunSummary run, BooleanSupplier wanted, Consumer<RowFacts> show) {
        RowFacts found = known.get(run);
        if (found == null) {
            waiting.push(new FactsRequest(run, wanted, show));
            readNext();
        } else {
            show.accept(found);
        }
    }

    private void readNext() {
        while (!waiting.isEmpty() && !waiting.peek().wanted().getAsBoolean()) {
            waiting.pop();
        }
        if (!reading && !waiting.isEmpty()) {
            reading = true;
            FactsRequest next = waiting.pop();
            context.tasks()
                    .of(() -> readFacts(next.run()))
                    .onEnd(() -> reading = false)
                    .onDone(found -> showFacts(next, found))
                    .start();
        }
    }

    /// A run that has not ended is read anew each time.
    private void showFacts(FactsRequest request, RowFacts found) {
        if (!request.run().endedAt().isEmpty()) {
            known.put(request.run(), found);
        }
        if (request.wanted().getAsBoolean()) {
            request.show().accept(found);
        }
        readNext();
    }

    /// A run that cannot be read has a row without them; the page says so above the list.
    private RowFacts readFacts(RunSummary summary) {
        try {
            Journal.ReadableEvents read = context.engine().journal().readSoundEvents(summary.id());
            return read.events().isEmpty()
                    ? RowFacts.NONE
                    : factsOf(Run.of(summary.id(), read.events()));
        } catch (JournalUnwritable unreadable) {
            return RowFacts.NONE;
        }
    }

    /// Services that an unfinished run keeps down are down until now.
    private RowFacts factsOf(Run run) {
        boolean still = new RunSituation(run).keepsServicesDown();
        Instant until = still ? context.clock().instant() : run.lastAt();
        Optional<Duration> down =
                Optional.of(run.downtime())
                        .filter(downtime -> downtime.hasBegun())
                        .map(downtime -> downtime.totalUntil(until));
        return new RowFacts(Optional.of(RunBarBuilder.buildBar(run, run.lastAt())), down);
    }
}
