package dev.handrail.torture;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.store.DataStore;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares a home that two processes used with what they said.
final class SharedHomeJudge {
    private final DataStore store;
    private final Journal journal;
    private final List<String> said;

    SharedHomeJudge(DataStore store, List<String> said) {
        this.store = store;
        this.journal = store.journal();
        this.said = said;
    }

    /// Empty if nothing is wrong.
    Optional<String> findFault() {
        if (!store.checkHistory().isSound()) {
            return Optional.of(store.checkHistory().toString());
        }
        Set<String> deleting = runsAfter("deleting ");
        return linesWith("wrong ").stream()
                .findFirst()
                .or(() ->
                        linesWith("event ").stream()
                                .filter(line -> !deleting.contains(line.split(" ")[1]))
                                .filter(line -> !isThere(line.split(" ")))
                                .findFirst())
                .or(() ->
                        linesWith("output ").stream()
                                .filter(line -> !deleting.contains(line.split(" ")[1]))
                                .filter(line -> !hasOutput(line.split(" ")))
                                .findFirst())
                .or(this::findDeleted)
                .or(this::findMixedGroup);
    }

    private List<String> linesWith(String start) {
        return said.stream().filter(line -> line.startsWith(start)).toList();
    }

    private Set<String> runsAfter(String start) {
        return linesWith(start).stream()
                .map(line -> line.substring(start.length()))
                .collect(Collectors.toSet());
    }

    /// `words`: event, run, number, label.
    private boolean isThere(String[] words) {
        List<RunEvent> events = journal.readEvents(words[1]);
        int seq = Integer.parseInt(words[2]);
        return events.size() >= seq && SharedHome.labelOf(events.get(seq - 1)).equals(words[3]);
    }

    private boolean hasOutput(String[] words) {
        return journal.outputEndOffset(words[1], 1) >= Long.parseLong(words[2]);
    }

    private Optional<String> findDeleted() {
        return runsAfter("deleted ").stream()
                .filter(run -> !journal.readEvents(run).isEmpty())
                .map(run -> run + " is still there")
                .findFirst();
    }

    /// Events of one claim stand together: nobody else wrote meanwhile. The group of a process that
    /// was killed may lack its end.
    private Optional<String> findMixedGroup() {
        List<String> labels =
                journal.readEvents(SharedHome.COMMON).stream().map(SharedHome::labelOf).toList();
        String group = "";
        int index = 0;
        for (String label : labels.subList(Math.min(1, labels.size()), labels.size())) {
            String[] words = label.split("/");
            index = words[0].equals(group) ? index + 1 : 1;
            group = words[0];
            if (Integer.parseInt(words[1]) != index) {
                return Optional.of("two owners at once: " + labels);
            }
        }
        return Optional.empty();
    }
}
