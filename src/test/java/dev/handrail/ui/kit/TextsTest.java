package dev.handrail.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Answer;
import dev.handrail.model.Finding;
import dev.handrail.model.Phase;
import dev.handrail.model.Question;
import dev.handrail.model.Reversibility;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Target;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.ui.merge.settings.SettingState;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.WindowSession;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Holds the texts against each other and against the sources that use them.
@Tag("fast")
class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/handrail");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:[.][a-z0-9-]+)+)\"");

    /// Groups of texts for the constants of an enum.
    private static final Map<String, Enum<?>[]> GROUPS =
            Map.ofEntries(
                    Map.entry("page", PageKind.values()),
                    Map.entry("choice", Question.Choice.values()),
                    Map.entry("continue-button", Question.Kind.values()),
                    Map.entry("phase", Phase.values()),
                    Map.entry("phase-lead", Phase.values()),
                    Map.entry("outcome", RunEvent.StepOutcome.values()),
                    Map.entry("status", RunEvent.RunResult.values()),
                    Map.entry("reversibility", Reversibility.values()),
                    Map.entry("privilege", Target.Privilege.values()),
                    Map.entry("reversibility-help", Reversibility.values()),
                    Map.entry("rollback.scope", RollbackPlanner.RollbackScope.values()),
                    Map.entry("ssh-client", SshClient.values()),
                    Map.entry("secret", SecretRequest.RequestKind.values()),
                    Map.entry("secrets", SecretName.SecretKind.values()),
                    Map.entry("severity", Finding.Severity.values()),
                    Map.entry("merge.choice", Answer.LineChoice.values()),
                    Map.entry("merge.choice-help", Answer.LineChoice.values()),
                    Map.entry("merge.setting-state", SettingState.values()),
                    Map.entry("merge.setting-kind", SettingChange.SettingKind.values()),
                    Map.entry("merge.setting-reason", SettingChange.SettingKind.values()),
                    Map.entry("link", WindowSession.ConnectionState.values()),
                    Map.entry("theme", Theme.ThemeChoice.values()));

    /// Keys that are put together in the sources.
    private static final Set<String> PUT_TOGETHER =
            Set.of("engine.", "environment.", "status.", "shortcuts.");

    private static Properties bundle(String name) throws IOException {
        Properties all = new Properties();
        try (InputStream in = TextsTest.class.getResourceAsStream("/i18n/" + name)) {
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return all;
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertEquals(
                new TreeSet<>(bundle("messages.properties").stringPropertyNames()),
                new TreeSet<>(bundle("messages_de.properties").stringPropertyNames()));
    }

    @Test
    void everyConstantHasItsText() throws IOException {
        Properties texts = bundle("messages.properties");
        Set<String> missing = new TreeSet<>();
        GROUPS.forEach((group, constants) ->
                Stream.of(constants)
                        .map(c -> group + "." + c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .filter(key -> !texts.containsKey(key))
                        .forEach(missing::add));
        assertEquals(Set.of(), missing);
    }

    @Test
    void noTextIsLeftOver() throws IOException {
        String sources = sources();
        Set<String> used = new TreeSet<>();
        Matcher matcher = KEY.matcher(sources);
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        Set<String> left = new TreeSet<>(bundle("messages.properties").stringPropertyNames());
        left.removeIf(key ->
                used.contains(key)
                        || PUT_TOGETHER.stream().anyMatch(key::startsWith)
                        || GROUPS.keySet().stream().anyMatch(g -> key.startsWith(g + ".")));
        assertEquals(Set.of(), left);
    }

    @Test
    void argumentsStandWhereTheTextWantsThem() {
        Texts texts = new Texts(Locale.ENGLISH);
        assertEquals("Hop 2: 2.3.0 → 2.4.0", texts.get("sidebar.hop", 2, "2.3.0", "2.4.0"));
        assertEquals(
                List.of("1 step", "3 steps"),
                List.of(
                        texts.pluralText("sidebar.steps", 1),
                        texts.pluralText("sidebar.steps", 3)));
    }

    @Test
    void aFallbackLanguageIsEnglish() {
        assertEquals("Connect", new Texts(Locale.FRENCH).get("connect.go"));
        assertEquals("Verbinden", new Texts(Locale.GERMANY).get("connect.go"));
    }

    @Test
    void durationsAreShortAndClear() {
        Texts texts = new Texts(Locale.ENGLISH);
        assertEquals("8 s", texts.formatDuration(Duration.ofSeconds(8)));
        assertEquals("3:07", texts.formatDuration(Duration.ofSeconds(187)));
        assertEquals("1:02:45", texts.formatDuration(Duration.ofSeconds(3765)));
        Instant now = Instant.parse("2026-11-20T02:00:00Z");
        assertEquals("just now", texts.formatTimeAgo(now.minusSeconds(20), now));
        assertEquals("14 minutes ago", texts.formatTimeAgo(now.minusSeconds(840), now));
        assertEquals("1 hour ago", texts.formatTimeAgo(now.minusSeconds(3700), now));
    }
}
