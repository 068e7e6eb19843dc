package dev.handrail.app.rehearsal;

import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a step and its way back execute on a server. `details`: what else decides the result.
record StepDigest(String id, List<ScriptText> scripts, List<Object> details) {
    static StepDigest of(Step step) {
        return switch (step) {
            case Step.Script script -> ofScript(script);
            case Step.Merge merge ->
                    of(step, List.of(merge.rules()), Optional.of(merge.files()), merge.proof());
            case Step.Copy copy -> of(step, List.of(copy.to()), Optional.of(copy.files()));
            case Step.Manual manual -> of(step, List.of(), manual.check());
        };
    }

    private static StepDigest ofScript(Step.Script script) {
        return of(
                script,
                List.of(script.evidence()),
                Optional.of(script.run()),
                script.check(),
                script.undo());
    }

    @SafeVarargs
    private static StepDigest of(Step step, List<Object> details, Optional<ScriptText>... scripts) {
        return new StepDigest(
                step.info().id(), Stream.of(scripts).flatMap(Optional::stream).toList(), details);
    }
}
