package dev.handrail.ui.history;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.run.Journal.SearchHit;
import dev.handrail.ui.kit.Texts;

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
    /// day.
    record TitledHit(SearchHit hit, String title) {}

    /// Returns the first hits, at most `most`, or an empty list. Each run is loaded only once,
    /// however many hits it has.
    List<TitledHit> findHits(String text, int most) {
        Map<String, String> runTitles =
                journal.listRuns().stream().collect(Collectors.toMap(RunSummary::id, this::title));
        Map<String, Optional<Run>> runs = new HashMap<>();
        List<TitledHit> found = new ArrayList<>();
        journal.searchOutput(
                text,
                true,
                hit -> {
                    Optional<Run> run = runs.computeIfAbsent(hit.run(), findRun);
                    String runTitle = runTitles.getOrDefault(hit.run(), hit.run());
                    found.add(new TitledHit(hit, stepTitle(run, hit) + runTitle));
                    return found.size() < most;
                });
        return found;
    }

    /// Returns title, server and day of the run. The day is the date part of the time in the
    /// journal, not that of the local time zone.
    private String title(RunSummary run) {
        String day = run.startedAt().substring(0, 10);
        return String.join(DOT, RunSummaryText.runTitle(texts, run), run.server(), day);
    }

    /// Returns the title of the step and a separator, or an empty text when the run or the step is
    /// unknown.
    private String stepTitle(Optional<Run> run, SearchHit hit) {
        return run.flatMap(known -> known.findStep(hit.step()))
                .map(StepRun::step)
                .map(step -> texts.inUserLanguage(step.info().title()) + DOT)
                .orElse("");
    }
}
