package dev.handrail.model.comparison;

/// What a compared value is about, in the order in which people read it.
public enum ComparisonTopic {
    /// The run as a whole: versions, server, result, times.
    RUN,
    FINDING,
    /// What the admin chose for the plan.
    SETTING,
    /// What was decided about configuration files.
    CONFIGURATION,
    /// What Handrail saw on the server before the run.
    FACT,
    /// The state of the product after the run.
    EVIDENCE
}
