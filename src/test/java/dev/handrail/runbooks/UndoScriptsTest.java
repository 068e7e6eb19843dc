package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Phase;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.store.runbook.RunbookLibrary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// No undo script of any runbook removes what a later step of the same roll-back reads.
@Tag("fast")
class UndoScriptsTest {
    private static final Pattern REMOVAL =
            Pattern.compile("(?m)\\brm (?:-\\w+ )?(?<words>\"\\$.*)$");
    private static final Pattern PATH = Pattern.compile("\"(?<path>\\$[^\"]+)\"");

    private final List<String> conflicts = new ArrayList<>();
    private int removals;

    @Test
    void nothingThatIsReadLaterIsRemoved() {
        for (Runbook runbook : RunbookLibrary.loadRunbooks(List.of()).runbooks()) {
            runbook.routes().forEach(this::checkRoute);
        }
        assertEquals(List.of(), conflicts);
        assertTrue(removals >= 4, "only " + removals + " removals seen");
    }

    /// Undo steps come in reverse order, then the verification of the server that was upgraded.
    private void checkRoute(Runbook.Route route) {
        List<Step.Script> scripts =
                route.steps().stream()
                        .map(Runbook.StepRule::step)
                        .filter(Step.Script.class::isInstance)
                        .map(Step.Script.class::cast)
                        .toList();
        List<Step.Script> undone =
                scripts.stream().filter(step -> step.undo().isPresent()).toList().reversed();
        List<ScriptText> verifying =
                scripts.stream()
                        .filter(step -> step.info().phase() == Phase.VERIFY)
                        .filter(step -> step.info().role().equals(route.roles().getFirst()))
                        .map(Step.Script::run)
                        .toList();
        for (int i = 0; i < undone.size(); i++) {
            List<ScriptText> later = new ArrayList<>(verifying);
            undone.subList(i + 1, undone.size()).forEach(step -> step.undo().ifPresent(later::add));
            checkScript(undone.get(i).undo().orElseThrow(), later);
        }
    }

    /// A script that removes the same does not read it.
    private void checkScript(ScriptText undo, List<ScriptText> later) {
        for (String path : removedBy(undo)) {
            removals++;
            later.stream()
                    .filter(script -> readsPath(script.text(), path))
                    .filter(script -> !removedBy(script).contains(path))
                    .forEach(script ->
                            conflicts.add(undo.file() + " removes " + path + ", " + script.file()));
        }
    }

    private static boolean readsPath(String script, String path) {
        int slash = Math.max(0, path.lastIndexOf('/'));
        return script.contains(path)
                || script.contains("find \"" + path.substring(0, slash) + "\"");
    }

    private static Set<String> removedBy(ScriptText script) {
        Set<String> paths = new TreeSet<>();
        Matcher removal = REMOVAL.matcher(script.text());
        while (removal.find()) {
            Matcher path = PATH.matcher(removal.group("words"));
            while (path.find()) {
                paths.add(path.group("path"));
            }
        }
        return paths;
    }
}
