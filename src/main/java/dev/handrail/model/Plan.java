package dev.handrail.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the planner answers.
public sealed interface Plan {

    /// It can be done, so. Carries everything a run needs, so that resuming or reviewing never
    /// reads a newer runbook.
    ///
    /// `variables`: parameters and their values, as scripts will see them. `state`: the product's
    /// state script. `library`: what stands in front of every script when it is sent.
    record Ready(
            String product,
            String productName,
            PlanRoute route,
            Version from,
            Version to,
            List<Hop> hops,
            List<Finding> findings,
            List<Runbook.Note> notes,
            List<Runbook.Failure> failures,
            Map<String, String> variables,
            Facts facts,
            Optional<ScriptText> state,
            ScriptText library)
            implements Plan {
        /// The variable in which a run keeps when the admin's maintenance window ends.
        private static final String WINDOW_ENDS = "WINDOW_ENDS";

        /// The same, to be done before this moment.
        public Ready withWindowEnd(Instant moment) {
            Map<String, String> all = new TreeMap<>(variables);
            all.put(WINDOW_ENDS, moment.toString());
            return new Ready(
                    product,
                    productName,
                    route,
                    from,
                    to,
                    hops,
                    findings,
                    notes,
                    failures,
                    all,
                    facts,
                    state,
                    library);
        }

        /// When the admin's maintenance window ends, if the admin said so.
        public Optional<Instant> windowEnds() {
            return Optional.ofNullable(variables.get(WINDOW_ENDS)).map(Instant::parse);
        }
    }

    /// The route that was taken, and what kind of way it is.
    record PlanRoute(String id, Message name, List<String> roles) {
        /// The id of the route of a roll-back.
        public static final String ROLLBACK = "rollback";

        /// The id of the route that only runs a command which mends a finding.
        public static final String MENDING = "mending";

        /// The id of the route that looks again at what a run has left behind.
        public static final String VERIFICATION = "verification";
    }

    /// The wanted version runs already.
    record UpToDate(String product, String productName, Version version, List<Finding> findings)
            implements Plan {}

    /// It cannot be done; the findings that block say why.
    record Blocked(
            String product,
            String productName,
            Optional<Version> from,
            Optional<Version> to,
            List<Finding> findings)
            implements Plan {}
}
