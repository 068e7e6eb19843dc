package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.Route;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks that the scripts that lead back find what they need: a function that restores needs
/// others that have saved, and some that the runbook itself must define.
record WayBackCheck(Runbook runbook) {
    private static final String RESTORE = "db_bring_back";
    private static final String SAVE = "db_save";
    private static final String FACTS = "db_facts";

    /// What the functions for PostgreSQL expect in the runbook's own library.
    private static final List<String> DEFINED =
            List.of("db_settings", "db_password", "db_migrations");

    List<RunbookError> findErrors() {
        List<RunbookError> errors = new ArrayList<>();
        for (Route route : runbook.routes()) {
            undoScripts(route)
                    .filter(undo -> callsFunction(undo, RESTORE))
                    .findFirst()
                    .ifPresent(undo -> errors.addAll(checkRestore(route, undo)));
        }
        return errors.stream().distinct().toList();
    }

    private List<RunbookError> checkRestore(Route route, ScriptText undo) {
        List<RunbookError> errors = new ArrayList<>();
        if (!callsFunction(runbook.detect(), FACTS)) {
            errors.add(newError(undo, Message.of("store.runbook.back-needs-facts", FACTS)));
        }
        if (runScripts(route).noneMatch(script -> callsFunction(script, SAVE))) {
            errors.add(
                    newError(undo, Message.of("store.runbook.back-needs-save", SAVE, route.id())));
        }
        DEFINED.stream()
                .filter(name -> !definesFunction(runbook.library(), name))
                .map(name -> newError(undo, Message.of("store.runbook.back-needs-function", name)))
                .forEach(errors::add);
        return errors;
    }

    private static RunbookError newError(ScriptText undo, Message message) {
        return new RunbookError(undo.file(), lineOf(undo), "", message);
    }

    /// The first line that restores, from 1.
    private static int lineOf(ScriptText script) {
        List<String> lines = script.text().lines().toList();
        Pattern call = callPattern(RESTORE);
        for (int i = 0; i < lines.size(); i++) {
            if (call.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Stream<ScriptText> undoScripts(Route route) {
        return scripts(route).flatMap(step -> step.undo().stream());
    }

    private static Stream<ScriptText> runScripts(Route route) {
        return scripts(route).map(Step.Script::run);
    }

    private static Stream<Step.Script> scripts(Route route) {
        return route.steps().stream()
                .map(Runbook.StepRule::step)
                .map(step ->
                        step instanceof Step.Script script
                                ? Optional.of(script)
                                : Optional.<Step.Script>empty())
                .flatMap(Optional::stream);
    }

    /// Whether a script calls the function, itself or through a function of the runbook's library.
    private boolean callsFunction(ScriptText script, String name) {
        return callPattern(name).matcher(script.text()).find()
                || callersOf(name)
                        .anyMatch(caller -> callPattern(caller).matcher(script.text()).find());
    }

    /// The functions of the library whose bodies call this one.
    private Stream<String> callersOf(String name) {
        return Pattern.compile("(?ms)^(\\w+)\\(\\) *\\{\\n(.*?)^\\}")
                .matcher(runbook.library().text())
                .results()
                .filter(function -> callPattern(name).matcher(function.group(2)).find())
                .map(function -> function.group(1));
    }

    private static boolean definesFunction(ScriptText library, String name) {
        return Pattern.compile("(?m)^" + name + " *\\(\\)").matcher(library.text()).find();
    }

    /// A comment calls nothing.
    private static Pattern callPattern(String name) {
        return Pattern.compile("(?m)^[^#\\n]*\\b" + name + "\\b(?! *\\(\\))");
    }
}
