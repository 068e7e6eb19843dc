package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.util.Optional;

/// What one detection script found out. `lastLine`: what it printed last, if it failed. `problem`:
/// why its facts are incomplete, if they are.
record DetectedPart(Facts facts, String lastLine, Optional<Problem> problem) {

    /// `output`: empty when the script did not start. `name`: what the script detects.
    static DetectedPart of(Optional<ScriptOutput> output, Message name, String mark) {
        Facts facts =
                output.map(part -> FactParser.parseFacts(part.text(), mark)).orElse(Facts.NONE);
        Optional<Integer> exit = output.flatMap(ScriptOutput::exit);
        String line = output.map(part -> ScriptOutput.lastLine(part.text())).orElse("");
        if (exit.isEmpty()) {
            return new DetectedPart(facts, "", Optional.of(cutProblem(name)));
        }
        return exit.get() == 0
                ? new DetectedPart(facts, "", Optional.empty())
                : new DetectedPart(facts, line, Optional.of(failedProblem(name, line)));
    }

    /// The facts, marked when a fact that would have stopped the upgrade may be missing.
    Facts productFacts() {
        return problem.isPresent() ? facts.markedIncomplete(lastLine) : facts;
    }

    /// False also when the script failed before it could tell.
    boolean isInstalled() {
        return facts.textOrEmpty("installed").equals("yes");
    }

    /// For a script that did not start or did not end within the limit.
    private static Problem cutProblem(Message name) {
        return new Problem(
                "detect.cut",
                Message.of("detect.cut.what", name),
                Message.of("detect.cut.todo", Detector.LIMIT));
    }

    /// For a script that did not exit with 0; `line`: its last line of output.
    private static Problem failedProblem(Message name, String line) {
        return new Problem(
                "detect.failed",
                Message.of("detect.failed.what", name, line),
                Message.of("detect.failed.todo"));
    }
}
