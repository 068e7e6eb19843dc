package dev.handrail.model;

import java.util.Arrays;
import java.util.List;

/// A question to the facts, written as data. A comparison with a fact that is not known is false.
public sealed interface FactCondition {
    FactCondition ALWAYS = new All(List.of());

    boolean holdsFor(Facts facts);

    /// Whether it holds, or may hold where a fact that it compares is no version.
    default boolean mayHoldFor(Facts facts) {
        return holdsFor(facts);
    }

    /// The fact has exactly this value.
    record Equals(String fact, String value) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return facts.get(fact).filter(value::equals).isPresent();
        }
    }

    /// The fact, read as a version or a number, is this or above.
    record AtLeast(String fact, Version value) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return facts.get(fact)
                    .filter(Version::isVersion)
                    .map(Version::of)
                    .filter(v -> v.isAtLeast(value))
                    .isPresent();
        }

        @Override
        public boolean mayHoldFor(Facts facts) {
            return holdsFor(facts) || facts.get(fact).filter(Version::isVersion).isEmpty();
        }
    }

    /// The fact, read as a version or a number, is below this.
    record Below(String fact, Version value) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return facts.get(fact)
                    .filter(Version::isVersion)
                    .map(Version::of)
                    .filter(v -> v.isBelow(value))
                    .isPresent();
        }

        @Override
        public boolean mayHoldFor(Facts facts) {
            return holdsFor(facts) || facts.get(fact).filter(Version::isVersion).isEmpty();
        }
    }

    /// The fact, a list of words, has this word.
    record Contains(String fact, String value) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return facts.get(fact)
                    .filter(text -> Arrays.asList(text.split("\\s+")).contains(value))
                    .isPresent();
        }
    }

    /// The fact was seen and is not empty.
    record Known(String fact) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return facts.get(fact).filter(text -> !text.isEmpty()).isPresent();
        }
    }

    /// Every one of these holds; an empty list always holds.
    record All(List<FactCondition> of) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return of.stream().allMatch(condition -> condition.holdsFor(facts));
        }

        @Override
        public boolean mayHoldFor(Facts facts) {
            return of.stream().allMatch(condition -> condition.mayHoldFor(facts));
        }
    }

    /// At least one of these holds; an empty list never holds.
    record Any(List<FactCondition> of) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return of.stream().anyMatch(condition -> condition.holdsFor(facts));
        }

        @Override
        public boolean mayHoldFor(Facts facts) {
            return of.stream().anyMatch(condition -> condition.mayHoldFor(facts));
        }
    }

    /// The condition does not hold: also true when its fact is not known.
    record Not(FactCondition of) implements FactCondition {
        @Override
        public boolean holdsFor(Facts facts) {
            return !of.holdsFor(facts);
        }
    }
}
