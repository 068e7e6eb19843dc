package dev.handrail.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.FactCondition;
import dev.handrail.model.FactCondition.AtLeast;
import dev.handrail.model.FactCondition.Known;
import dev.handrail.model.Facts;
import dev.handrail.model.Finding.Severity;
import dev.handrail.model.Version;
import dev.handrail.testing.KeyedText;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

@Tag("fast")
class PreflightCheckTest {
    private static final FactCondition TOO_NEW = new AtLeast("redis.version", Version.of("7"));

    @Test
    void whatNobodyCouldCompareHasNotPassed() {
        assertEquals(List.of("Title of masked from 1.0 to 2.0"), passed(Book.facts("a=b")));
        assertEquals(
                List.of("Title of redis from 1.0 to 2.0", "Title of masked from 1.0 to 2.0"),
                passed(Book.facts("redis.version=6.2")));
    }

    private static List<String> passed(Facts facts) {
        Book book =
                new Book("x")
                        .check("redis", Severity.BLOCKER, "", TOO_NEW, false)
                        .check("masked", Severity.BLOCKER, "", new Known("units.masked"), false);
        VersionRange range = new VersionRange(Version.of("1.0"), Version.of("2.0"));
        return new PreflightCheck(book.done(), facts, Optional.of(range))
                .listPassed(List.of()).stream().map(KeyedText::of).toList();
    }
}
