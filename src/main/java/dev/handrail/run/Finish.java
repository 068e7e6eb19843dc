package dev.handrail.run;

import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.remote.Mask;

import java.util.List;

/// How a step ended. `reason`: one sentence. `seen`: the lines that decided.
record Finish(Outcome outcome, String reason, List<String> seen) {
    /// What a script said on its way out may be in there.
    Finish {
        Mask mask = new Mask(List.of());
        reason = mask.line(reason);
        seen = seen.stream().map(mask::line).toList();
    }

    static Finish ok(String reason) {
        return new Finish(Outcome.OK, reason, List.of());
    }

    static Finish failed(String reason) {
        return new Finish(Outcome.FAILED, reason, List.of());
    }

    static Finish unknown(String reason) {
        return unknown(reason, List.of());
    }

    static Finish unknown(String reason, List<String> seen) {
        return new Finish(Outcome.UNKNOWN, reason, seen);
    }

    /// The same with one more sentence.
    Finish adding(String sentence) {
        return new Finish(outcome, reason + " " + sentence, seen);
    }

    boolean is(Outcome wanted) {
        return outcome == wanted;
    }
}
