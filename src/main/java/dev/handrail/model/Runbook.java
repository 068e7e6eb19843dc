package dev.handrail.model;

import java.util.List;
import java.util.Optional;

/// Everything that Handrail knows of a product.
///
/// `detect`: read-only, prints facts. `releases`: read-only, lists the releases that the server can
/// get. `state`: read-only, prints the product's state as facts (version, unit start times, row
/// counts) for evidence before and after. `library`: the functions that all scripts share; Handrail
/// puts them in front of each script that it sends.
public record Runbook(
        String id,
        String name,
        Message summary,
        ScriptText library,
        ScriptText detect,
        Optional<ScriptText> releases,
        Optional<ScriptText> state,
        List<Release> known,
        List<Parameter> parameters,
        List<Check> checks,
        List<Note> notes,
        List<Failure> failures,
        List<Route> routes,
        List<SettingRule> settings) {

    /// Without a rule for settings.
    public Runbook(
            String id,
            String name,
            Message summary,
            ScriptText library,
            ScriptText detect,
            Optional<ScriptText> releases,
            Optional<ScriptText> state,
            List<Release> known,
            List<Parameter> parameters,
            List<Check> checks,
            List<Note> notes,
            List<Failure> failures,
            List<Route> routes) {
        this(
                id,
                name,
                summary,
                library,
                detect,
                releases,
                state,
                known,
                parameters,
                checks,
                notes,
                failures,
                routes,
                List.of());
    }

    /// Returns the choice that removes the cause of the finding of a check.
    public Optional<ParameterChoice> findChoice(String check) {
        return checks.stream()
                .filter(one -> one.key().equals(check))
                .flatMap(one -> one.choice().stream())
                .findFirst();
    }

    /// A release that the runbook knows. `date`: ISO, or empty where it is not known.
    public record Release(Version version, String date, String source) {}

    /// A choice of the admin. `key`: the environment variable that carries it to scripts. `fact`:
    /// the fact that has its default. `otherwise`: the default if that fact is not known.
    /// `choices`: the values it may have; empty for free text.
    public record Parameter(
            String key,
            Message label,
            Message help,
            Optional<String> fact,
            String otherwise,
            List<String> choices) {}

    /// A rule that makes a finding when the upgrade crosses `crossing` (or always) and `when`
    /// holds. Texts may name facts as `{postgresql.version}`, and `{from}` and `{to}`. `choice`:
    /// the value of a parameter that removes the cause.
    public record Check(
            String key,
            Finding.Severity severity,
            Optional<Version> crossing,
            FactCondition when,
            Message title,
            Message why,
            Message fix,
            String source,
            boolean waivable,
            Optional<ParameterChoice> choice) {}

    /// A value for a parameter that an admin may choose by pressing a button with this text.
    public record ParameterChoice(String parameter, String value, Message button) {}

    /// Something to know when crossing a version.
    public record Note(Version crossing, FactCondition when, Message text, String source) {}

    /// A known failure. `pattern`: searched in each line of output. `meaning`: one sentence.
    /// `todo`: what to do. `recovery`: a guarded script that repairs it.
    public record Failure(
            String key,
            String pattern,
            Message meaning,
            Message todo,
            Optional<ScriptText> recovery,
            String source) {}

    /// What a version does with a setting that the admin may still have. `file`: the name of the
    /// file, or its whole path. `name`: of the setting; `*` at its end stands for all that begin
    /// so. `to`: the other setting; for [SettingRule.RuleChange#FIXED] the only value. `toFile`:
    /// the file of the other setting, or empty if it is the same. `since`: the first version that
    /// does so, or empty for all.
    public record SettingRule(
            String key,
            String file,
            String name,
            RuleChange change,
            String to,
            String toFile,
            Optional<Version> since,
            Message why,
            String source) {
        public enum RuleChange {
            /// It has another name in the same file.
            RENAMED,
            /// It belongs into another file.
            MOVED,
            /// Nobody reads it any more.
            REMOVED,
            /// It must have one value.
            FIXED,
            /// It must not be set beside the other one.
            CONFLICTS,
            /// Only the admin can say what takes its place.
            BY_HAND
        }

        /// Whether the rule is about this file, or about one that stands in for it.
        public boolean isAbout(String path) {
            return isFile(file, path);
        }

        /// Whether the other setting belongs into this file.
        public boolean leadsTo(String path) {
            return isFile(toFile.isEmpty() ? file : toFile, path);
        }

        private static boolean isFile(String wanted, String path) {
            return path.equals(wanted) || path.endsWith("/" + wanted) && !wanted.startsWith("/");
        }

        public boolean isNamed(String setting) {
            return name.endsWith("*")
                    ? setting.startsWith(name.substring(0, name.length() - 1))
                    : setting.equals(name);
        }
    }

    /// One way of changing the product. `roles`: the servers it needs. `rules`: which versions it
    /// may pass.
    public record Route(
            String id,
            Message name,
            FactCondition when,
            List<String> roles,
            List<VersionRule> rules,
            List<StepRule> steps) {}

    /// What a route may do with a version.
    public record VersionRule(
            RuleKind kind, Version version, FactCondition when, Message why, String source) {
        public enum RuleKind {
            /// Crossing it must stop there.
            STOP,
            /// It is never a stop and never the target.
            FORBIDDEN,
            /// Crossing it must first stop at the highest release below it.
            STOP_BEFORE,
            /// The way ends there.
            CEILING
        }
    }

    /// When a step belongs to a hop: when the hop crosses the step's version (or always), `when`
    /// holds, and the hop is the right one.
    public record StepRule(FactCondition when, HopPosition where, Step step) {
        public enum HopPosition {
            EVERY_HOP,
            FIRST_HOP,
            LAST_HOP
        }
    }
}
