package dev.handrail.ui.history;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/// Searches the output of all runs. `findRun` loads a run by its id. All methods are called on a
/// background thread, because they read the journal.
record HistorySearch(Texts texts, Journal journal, Function<String, Optional<Run>> findRun) {
    private static final String DOT = " \u00b7 ";

    /// A line of output that contains the text. `title` names the step, the run, the server and the
    /// day. `page` is that of the step; empty when the run or the step is unknown.
    record TitledHit(SearchHit hit, String title, Optional<PageLocation> page) {}

    /// Returns the first hits, at most `most`, or an empty list.
    List<TitledHit> findHits(String text, int most) {
        Map<String, String> runTitles = runTitles(journal.listRuns());
        Map<String, Optional<Run>> runs = new HashMap<>();
        List<TitledHit> found = new ArrayList<>();
        journal.searchOutput(
                text,
                true,
                hit -> {
                    found.add(titleHit(hit, runTitles, runs));
                    return found.size() < most;
                });
        return found;
    }

    private Map<String, String> runTitles(List<RunSummary> all) {
        return all.stream().collect(Collectors.toMap(RunSummary::id, this::runTitle));
    }

    /// Adds title and page to a hit. `runs` keeps the runs that it loads, so that each run is
    /// loaded only once, however many hits it has.
    private TitledHit titleHit(
            SearchHit hit, Map<String, String> runTitles, Map<String, Optional<Run>> runs) {
        Optional<StepRun> step =
                runs.computeIfAbsent(hit.run(), findRun).flatMap(run -> run.findStep(hit.step()));
        String runTitle = runTitles.getOrDefault(hit.run(), hit.run());
        return new TitledHit(
                hit, step.map(this::stepTitle).orElse("") + runTitle, step.map(this::stepPage));
    }

    /// Returns title, server and day of the run. The day is the date part of the time in the
    /// journal, not that of the local time zone.
    private String runTitle(RunSummary run) {
        String day = run.startedAt().substring(0, 10);
        return String.join(DOT, RunSummaryText.runTitle(texts, run), run.server(), day);
    }

    /// Returns the title of the step and a separator.
    private String stepTitle(StepRun step) {
        return texts.inUserLanguage(step.step().info().title()) + DOT;
    }

    private PageLocation stepPage(StepRun step) {
        return new PageLocation(PageKind.of(step.step().info().phase()), step.hop());
    }
}
