package dev.handrail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

@Tag("fast")
class VersionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.5.0-dev < 2.5-beta1 < 2.5.0-beta2 < v2.5.0 < 2.5.1-dev < 2.5.1",
                "2.2dev < 2.2 < 2.3dev < 2.3.0 < 2.10.0 < 2.10.4 < 3.0.0",
                "8.9 < 8.22.0 < 9.1.2 < 10.0.0 < 20.6.0 < 20.12.1 < 26.8.0",
                "9.1.2.dev0 < 9.1.2a1 < 9.1.2b3 < 9.1.2rc1 < 9.1.2 < 9.1.2.post1 < 9.1.3",
                "2.10.4~rc1-1 < 2.10.4 < 2.10.4-1 < 2.10.4-2 < 2.10.4-10 < 2.10.5-1",
                "9.0 < 1:2.10.4-1 < 1:2.10.4-2 < 2:0.1",
                "v1.10.0 < v2.0.0 < v2.0.4 < v2.0.11",
                "3.6 < 3.6.0.1 < 3.10"
            })
    void ordersByMeaning(String chain) {
        List<Version> sorted = Arrays.stream(chain.split(" < ")).map(Version::of).toList();
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = 0; j < sorted.size(); j++) {
                int order = Integer.signum(sorted.get(i).compareTo(sorted.get(j)));
                assertEquals(Integer.compare(i, j), order, sorted.get(i) + " and " + sorted.get(j));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.5 v2.5.0",
                "V9.1.2 9.1.2",
                "2.5-beta1 v2.5.0-beta1",
                "0:2.1 2.1",
                "2 2.0.0.0",
                "1.0.0-RC1 1.0rc1",
                "20.06.0 20.6.0"
            })
    void knowsTheSameReleaseInTwoSpellings(String pair) {
        Version a = Version.of(pair.split(" ")[0]);
        Version b = Version.of(pair.split(" ")[1]);
        assertTrue(a.sameAs(b));
        assertTrue(a.isAtLeast(b) && !a.isBelow(b));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2.5-beta1",
                "2.5.1-dev",
                "2.2dev",
                "9.0.0rc1",
                "1.0a2",
                "3.0-alpha",
                "1.0~x"
            })
    void seesPreReleases(String text) {
        assertTrue(Version.of(text).isPreRelease());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2.5.1", "v2.0.16", "1:2.10.4-1", "9.1.2.post1", "3.8.1-2ubuntu1", "20.6.0"})
    void doesNotTakeReleasesForPreReleases(String text) {
        assertFalse(Version.of(text).isPreRelease());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.5.1",
                "v2.5-beta1",
                "9.1.2",
                "20.6.0",
                "2.2dev",
                "1:2.10.4-1",
                "8",
                "12 ",
                "14.9 ",
                "3.8.1-2+deb12u1",
                "1.0_1"
            })
    void takesForAVersionWhatLooksLikeOne(String text) {
        assertTrue(Version.isVersion(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "latest",
                "$(reboot)",
                "1.2; rm",
                "1..2",
                "-1",
                "1.2\n3",
                "v",
                "é1"
            })
    void takesNothingElseForAVersion(String text) {
        assertFalse(Version.isVersion(text));
    }

    @Test
    void isNotSlowedDownByAHostileText() {
        String hostile = "1" + "a".repeat(98) + "!";
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    assertFalse(Version.isVersion(hostile));
                    assertFalse(Version.isVersion("1".repeat(1_000_000)));
                });
    }

    @Test
    void refusesAnEmptyVersion() {
        assertThrows(IllegalArgumentException.class, () -> Version.of(" "));
    }

    @Test
    void keepsTheTextAsItWasWritten() {
        assertEquals("v2.5.1", Version.of(" v2.5.1\n").toString());
    }

    @Test
    void ordersAnyVersionsWithoutContradiction() {
        Random random = new Random(7);
        String[] words = {"0", "1", "2", "10", "dev", "rc", "beta1", "a", "post", "~", "-1", "x"};
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("" + random.nextInt(3));
            for (int j = random.nextInt(4); j > 0; j--) {
                text.append('.').append(words[random.nextInt(words.length)]);
            }
            versions.add(Version.of(text.toString()));
        }
        // Sorting throws where the order contradicts itself.
        Collections.sort(versions);
        for (int i = 1; i < versions.size(); i++) {
            assertTrue(versions.get(i).isAtLeast(versions.get(i - 1)));
        }
        for (Version a : versions) {
            for (Version b : versions) {
                assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
            }
        }
    }
}
