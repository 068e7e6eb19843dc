package dev.handrail.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.store.runbook.RunbookLibrary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Plans as text files, one case each. `-Dgolden.write=true` writes what the planner says now.
@Tag("fast")
class GoldenPlansTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Path OWN = Path.of("src/test/resources/add-a-product/leaf-notes");
    private static final String LINE = "====\n";

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansWhatTheFileSays(Path file) throws IOException {
        String whole = Files.readString(file);
        String head = whole.substring(0, whole.indexOf(LINE) + LINE.length());
        String plan = PlanText.of(Case.read(head).plan());
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, head + plan);
        }
        assertEquals(Files.readString(file), head + plan);
    }

    @org.junit.jupiter.api.Test
    void thereAreCases() throws IOException {
        assertTrue(cases().size() >= 95, "only " + cases().size() + " seen");
    }

    /// What stands above the line in such a file.
    private static final class Case {
        private final List<Facts.Fact> facts = new ArrayList<>();
        private final Map<String, String> parameters = new HashMap<>();
        private final Map<String, String> waivers = new HashMap<>();
        private String runbook = "";
        private AvailableReleases releases = AvailableReleases.UNKNOWN;
        private Optional<String> route = Optional.empty();
        private Optional<Version> to = Optional.empty();
        private boolean preReleases;

        static Case read(String head) {
            Case read = new Case();
            head.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .filter(line -> !line.startsWith("===="))
                    .forEach(read::line);
            return read;
        }

        dev.handrail.model.Plan plan() {
            UpgradeRequest wish = new UpgradeRequest(route, to, preReleases, parameters, waivers);
            return new Planner().planUpgrade(book(), new Facts(facts), releases, wish);
        }

        private Runbook book() {
            if (runbook.startsWith("test ")) {
                return Books.named(runbook.substring(5));
            }
            return RunbookLibrary.loadRunbooks(List.of(OWN)).runbooks().stream()
                    .filter(book -> book.id().equals(runbook))
                    .findFirst()
                    .orElseThrow();
        }

        private void line(String line) {
            int space = line.indexOf(' ');
            String word = space < 0 ? line : line.substring(0, space);
            String rest = space < 0 ? "" : line.substring(space + 1).strip();
            switch (word) {
                case "runbook" -> runbook = rest;
                case "fact" -> facts.add(new Facts.Fact(key(rest), value(rest), "seen"));
                case "listed" -> releases = releases(AvailableReleases.ListingState.LISTED, rest);
                case "stale" -> releases = releases(AvailableReleases.ListingState.STALE, rest);
                case "unreachable" ->
                        releases =
                                new AvailableReleases(
                                        AvailableReleases.ListingState.UNREACHABLE,
                                        List.of(),
                                        Message.literal(rest));
                case "route" -> route = Optional.of(rest);
                case "to" -> to = Optional.of(Version.of(rest));
                case "pre-releases" -> preReleases = true;
                case "set" -> parameters.put(key(rest), value(rest));
                case "waive" -> waivers.put(key(rest), value(rest));
                default -> throw new IllegalArgumentException(line);
            }
        }

        private static AvailableReleases releases(
                AvailableReleases.ListingState state, String versions) {
            List<Version> all = Arrays.stream(versions.split(" ")).map(Version::of).toList();
            return new AvailableReleases(state, all, Message.literal("asked for a test"));
        }

        private static String key(String pair) {
            return pair.split(" ", 2)[0];
        }

        private static String value(String pair) {
            String[] parts = pair.split(" ", 2);
            return parts.length > 1 ? parts[1] : "";
        }
    }
}
