package dev.handrail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.FactCondition.All;
import dev.handrail.model.FactCondition.Any;
import dev.handrail.model.FactCondition.AtLeast;
import dev.handrail.model.FactCondition.Below;
import dev.handrail.model.FactCondition.Contains;
import dev.handrail.model.FactCondition.Equals;
import dev.handrail.model.FactCondition.Known;
import dev.handrail.model.FactCondition.Not;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

@Tag("fast")
class ConditionTest {
    private static final Facts FACTS =
            new Facts(
                    List.of(
                            new Facts.Fact("postgresql.version", "9.6", ""),
                            new Facts.Fact("postgresql.version", "12.3", "the last one counts"),
                            new Facts.Fact("units", "status-page status-page-rq", ""),
                            new Facts.Fact("os.id", "debian", ""),
                            new Facts.Fact("redis.version", "not running", ""),
                            new Facts.Fact("empty", "", "")));

    @Test
    void comparesVersionsByMeaning() {
        assertTrue(holds(new AtLeast("postgresql.version", Version.of("12"))));
        assertTrue(holds(new Below("postgresql.version", Version.of("12.10"))));
        assertFalse(holds(new Below("postgresql.version", Version.of("9.6"))));
    }

    @Test
    void saysNoToEveryComparisonWithAFactThatIsNotKnown() {
        assertFalse(holds(new AtLeast("mysql.version", Version.of("0"))));
        assertFalse(holds(new Below("mysql.version", Version.of("99"))));
        assertFalse(holds(new Equals("mysql.version", "")));
        assertFalse(holds(new Contains("mysql.version", "")));
        assertFalse(holds(new Known("mysql.version")));
    }

    @Test
    void saysNoToBothComparisonsWithAFactThatIsNoVersion() {
        assertFalse(holds(new AtLeast("redis.version", Version.of("4.0"))));
        assertFalse(holds(new Below("redis.version", Version.of("4.0"))));
    }

    @Test
    void aComparisonMayHoldWhereTheFactIsNoVersion() {
        FactCondition unknown = new AtLeast("mysql.version", Version.of("5"));
        FactCondition no = new Known("mysql.version");
        assertTrue(unknown.mayHoldFor(FACTS));
        assertTrue(new Below("redis.version", Version.of("4.0")).mayHoldFor(FACTS));
        assertTrue(new Not(unknown).mayHoldFor(FACTS));
        assertTrue(new Any(List.of(no, unknown)).mayHoldFor(FACTS));
        assertFalse(new All(List.of(no, unknown)).mayHoldFor(FACTS));
        assertFalse(new AtLeast("postgresql.version", Version.of("13")).mayHoldFor(FACTS));
    }

    @Test
    void findsWholeWordsOnly() {
        assertTrue(holds(new Contains("units", "status-page-rq")));
        assertFalse(holds(new Contains("units", "status")));
    }

    @Test
    void doesNotKnowWhatIsEmpty() {
        assertFalse(holds(new Known("empty")));
        assertTrue(holds(new Equals("empty", "")));
    }

    @Test
    void joinsConditions() {
        FactCondition yes = new Equals("os.id", "debian");
        FactCondition no = new Equals("os.id", "fedora");
        assertTrue(holds(new All(List.of(yes, new Not(no)))));
        assertFalse(holds(new All(List.of(yes, no))));
        assertTrue(holds(new Any(List.of(no, yes))));
        assertFalse(holds(new Any(List.of())));
        assertTrue(holds(FactCondition.ALWAYS));
    }

    @Test
    void readsTheLastFactOfAKey() {
        assertEquals("12.3", FACTS.textOrEmpty("postgresql.version"));
        assertEquals("12.3", FACTS.valuesByKey().get("postgresql.version"));
    }

    private static boolean holds(FactCondition condition) {
        return condition.holdsFor(FACTS);
    }
}
