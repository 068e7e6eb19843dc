package dev.handrail.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The planner's answer to a request.
public sealed interface Plan {

    /// The upgrade is possible in these hops. Carries everything that a run needs, so that a later
    /// version of the runbook changes nothing about the run.
    ///
    /// `variables`: parameters and their values, as scripts see them. `state`: the product's state
    /// script. `library`: the functions that Handrail puts in front of every script. `windowEnds`:
    /// when the admin's maintenance window ends, if the admin gave a time; scripts do not see it.
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
            ScriptText library,
            Optional<Instant> windowEnds)
            implements Plan {

        public Ready withFindings(List<Finding> others) {
            return new Ready(
                    product,
                    productName,
                    route,
                    from,
                    to,
                    hops,
                    others,
                    notes,
                    failures,
                    variables,
                    facts,
                    state,
                    library,
                    windowEnds);
        }

        public Ready withWindowEnd(Instant moment) {
            return withWindowEnd(Optional.of(moment));
        }

        public Ready withWindowEnd(Optional<Instant> moment) {
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
                    variables,
                    facts,
                    state,
                    library,
                    moment);
        }
    }

    /// The route that the admin chose, or the other purpose of the run.
    record PlanRoute(String id, Message name, List<String> roles) {
        /// The id of the route of a roll-back.
        public static final String ROLLBACK = "rollback";

        /// The id of the route that only runs a command which fixes a finding.
        public static final String MENDING = "mending";

        /// The id of the route that verifies again what a run did.
        public static final String VERIFICATION = "verification";
    }

    /// The server already runs the wanted version.
    record UpToDate(String product, String productName, Version version, List<Finding> findings)
            implements Plan {}

    /// The upgrade is not possible; the findings that block say why.
    record Blocked(
            String product,
            String productName,
            Optional<Version> from,
            Optional<Version> to,
            List<Finding> findings)
            implements Plan {}
}
