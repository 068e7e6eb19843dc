package dev.handrail.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.AvailableReleases.ListingState;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

@Tag("fast")
class OfferedTest {
    private static final Facts PIP = Book.facts("version=8.15.0", "install=pip");

    @Test
    void offersWhatTheServerCanGetTheNewestFirst() {
        assertEquals(
                List.of("9.0.0", "8.22.0"),
                offered(PIP, listed("8.22.0", "9.0.0", "8.10.0", "9.1.0-rc1"), false));
    }

    @Test
    void offersPreReleasesOnRequestOnly() {
        assertEquals(
                List.of("9.1.0-rc1", "9.0.0"), offered(PIP, listed("9.0.0", "9.1.0-rc1"), true));
    }

    @Test
    void offersNeitherForbiddenVersionsNorWhatLiesBeyondTheEndOfTheWay() {
        assertEquals(
                List.of("9.1.2", "8.16.1"),
                offered(PIP, listed("8.16.0", "8.16.1", "9.1.2", "10.0.0"), false));
    }

    @Test
    void goesByTheRunbookWhereTheSourceWasNotAsked() {
        List<String> known = offered(PIP, AvailableReleases.UNKNOWN, false);
        assertEquals("9.1.2", known.getFirst());
        assertEquals("8.16.1", known.getLast());
    }

    @Test
    void addsToAnOldListWhatTheRunbookKnows() {
        AvailableReleases stale =
                new AvailableReleases(ListingState.STALE, Book.versions("8.21.9"), Message.EMPTY);
        List<String> offered = offered(PIP, stale, false);
        assertEquals(List.of("8.22.0", "8.21.9", "8.20.0", "8.16.1"), offered.subList(3, 7));
    }

    @Test
    void offersEverythingWhereNobodyKnowsWhatRuns() {
        assertEquals(
                List.of("9.0.0", "8.10.0"),
                offered(Book.facts("install=pip"), listed("8.10.0", "9.0.0"), false));
    }

    private static AvailableReleases listed(String... versions) {
        return new AvailableReleases(ListingState.LISTED, Book.versions(versions), Message.EMPTY);
    }

    private static List<String> offered(
            Facts facts, AvailableReleases releases, boolean preReleases) {
        return new Planner()
                .offeredVersions(Books.sentry(), facts, releases, preReleases).stream()
                        .map(Version::text)
                        .toList();
    }
}
