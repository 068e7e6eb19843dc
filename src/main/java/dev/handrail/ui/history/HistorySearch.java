package dev.handrail.ui.history;

import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.run.Journal.SearchHit;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Searches the output of all runs. All methods are called on a background thread, because they
/// read the journal.
record HistorySearch(Texts texts, Journal journal) {
    private static final String DOT = " \u00b7 ";

    /// A line of output that contains the text. `title` names the step, the run, the server and the
    /// day. `page` is that of the step; empty when the run or the step is unknown.
    record TitledHit(SearchHit hit, String text, String title, Optional<PageLocation> page) {}

    /// An attempt of a step that printed something.
    private record StartedStep(int hop, Step step) {
        PageLocation page() {
            return new PageLocation(PageKind.of(step.info().phase()), hop);
        }
    }

    /// Returns the first hits, at most `most`, or an empty list.
    List<TitledHit> findHits(String text, int most) {
        Map<String, String> runTitles = runTitles(journal.listRuns());
        Map<String, Map<Long, StartedStep>> runs = new HashMap<>();
        List<TitledHit> found = new ArrayList<>();
        journal.searchOutput(
                text,
                true,
                hit -> {
                    Optional<StartedStep> step =
                            Optional.ofNullable(
                                    runs.computeIfAbsent(hit.run(), this::startedSteps)
                                            .get(hit.step()));
                    found.add(titleHit(hit, text, runTitles, step));
                    return found.size() < most;
                });
        return found;
    }

    private Map<String, String> runTitles(List<RunSummary> all) {
        return all.stream().collect(Collectors.toMap(RunSummary::id, this::runTitle));
    }

    /// Returns every attempt of every step of a run by its number: a text that only a repeated
    /// attempt printed must be found on a page, too. Reads what can be read of a damaged run.
    private Map<Long, StartedStep> startedSteps(String run) {
        List<RunEvent> events = journal.readSoundEvents(run).events();
        Map<Long, StartedStep> started = new HashMap<>();
        if (!events.isEmpty() && events.getFirst() instanceof RunStarted start) {
            for (RunEvent event : events) {
                if (event instanceof StepStarted attempt) {
                    findStep(start, attempt)
                            .ifPresent(step ->
                                    started.put(
                                            attempt.seq(), new StartedStep(attempt.hop(), step)));
                }
            }
        }
        return started;
    }

    private static Optional<Step> findStep(RunStarted start, StepStarted attempt) {
        return start.plan().hops().get(attempt.hop()).steps().stream()
                .filter(step -> step.info().id().equals(attempt.step()))
                .findFirst();
    }

    private TitledHit titleHit(
            SearchHit hit,
            String text,
            Map<String, String> runTitles,
            Optional<StartedStep> started) {
        String runTitle = runTitles.getOrDefault(hit.run(), hit.run());
        String title = started.map(step -> stepTitle(step.step())).orElse("") + runTitle;
        return new TitledHit(hit, text, title, started.map(StartedStep::page));
    }

    /// Returns title, server and day of the run. The day is the date part of the time in the
    /// journal, not that of the local time zone.
    private String runTitle(RunSummary run) {
        String day = run.startedAt().substring(0, 10);
        return String.join(DOT, RunSummaryText.runTitle(texts, run), run.server(), day);
    }

    /// Returns the title of the step and a separator.
    private String stepTitle(Step step) {
        return texts.inUserLanguage(step.info().title()) + DOT;
    }
}
