package dev.handrail.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.summary.StateComparison.StateLine;
import dev.handrail.run.Journal;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.text.MessageFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

@Tag("fast")
class ReportRendererTest {
    private static final String HOSTILE =
            "</pre></td><script>alert(1)</script><img src=x onerror=y>'\"&amp; | `x` ```` **b**"
                    + " [l](http://e) \u001b[31mred\u001b]52;c;aaaa\u0007\u202e\u0000end";

    private static final Instant WINDOW_ENDS = Instant.parse("2026-11-20T05:00:00Z");

    @TempDir Path folder;

    private DataStore store;
    private Journal journal;

    @BeforeEach
    void openStore() {
        store = ((StoreOpenResult.Ready) DataStore.open(folder)).store();
        journal = store.journal();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private Run whole() {
        Samples.whole().forEach(event -> journal.appendEvent("a", event));
        journal.appendOutput(
                "a", 5, 0, "heat 1%\rheat 99%\n\u001b[31mboiled dry\u001b[0m\n".getBytes(UTF_8));
        journal.appendOutput("a", 3, 0, "==> Saved to /var/backups/tea-2.4\n".getBytes(UTF_8));
        journal.appendOutput("a", 12, 0, "not of interest\n".getBytes(UTF_8));
        return Run.of("a", journal.readEvents("a"));
    }

    @Test
    void tellsAllThatHappenedInEveryForm() {
        Run run = whole();
        String html = ReportRenderer.renderHtml(run, journal);
        String markdown = ReportRenderer.renderMarkdown(run, journal);
        for (String fact :
                List.of(
                        "Tea 2.4 → v2.5.1",
                        "Upgraded",
                        "Tea 2.5.1 runs.",
                        "admin@tea.example.org",
                        "production",
                        "23 s",
                        "To boil",
                        "boiled dry",
                        "heat 99%",
                        "We buy a new one on Monday",
                        "Try again",
                        "Filled it",
                        "1 of 1 changes taken",
                        "/etc/tea.conf, line 3",
                        "New lines (you decided)",
                        "Connection reset",
                        "Resumed on desk",
                        "Copied 2 files.",
                        "Saved to /var/backups/tea-2.4",
                        "/var/lib/handrail/a",
                        "Descale.",
                        "pot.version",
                        "SHA256:abc")) {
            assertTrue(html.contains(HtmlWriter.escapeText(fact)), "HTML: " + fact);
            assertTrue(markdown.contains(MarkdownWriter.escapeText(fact)), "Markdown: " + fact);
        }
        assertFalse(html.contains("heat 1%"), "a progress bar is shown as it stood at last");
        assertFalse(
                html.contains("not of interest"),
                "output of a step that went well stays in the history");

        JsonNode json = JsonMapper.shared().readTree(ReportRenderer.renderJson(run, journal));
        assertEquals(1, json.path("format").asInt());
        assertEquals("Upgraded", json.at("/verdict/word").asString());
        assertEquals("2026-11-20T02:00:00.123456Z", json.path("started").asString());
        assertEquals("boiled dry", json.at("/hops/0/steps/1/attempts/0/tail/1").asString());
        assertEquals("2.5.1", json.at("/hops/0/steps/1/changed/0/after").asString());
        assertEquals(
                "fails", json.at("/times/1/what").asString(), () -> json.path("times").toString());
        assertTrue(html.contains("<svg class=\"bar\" role=\"img\""));
        assertTrue(html.contains("Times as a table"));
        assertTrue(markdown.contains("What happened when"));
    }

    @Test
    void showsWhenTheMaintenanceWindowEnds() {
        Run run = windowed();
        String html = ReportRenderer.renderHtml(run, journal);
        String time = DisplayFormat.HERE.formatTime(WINDOW_ENDS);
        assertTrue(html.contains("<dt>Maintenance window ends</dt>\n<dd>" + time + "</dd>"), html);
        String german =
                ReportRenderer.renderMarkdown(run, journal, new MessageFormatter(Locale.GERMAN));
        assertTrue(german.contains("| Ende des Wartungsfensters | " + time + " |"), german);
        String json = ReportRenderer.renderJson(run, journal);
        assertEquals(
                WINDOW_ENDS.toString(),
                JsonMapper.shared().readTree(json).path("windowEnds").asString());
    }

    @Test
    void showsNoEndOfTheWindowWithoutOne() {
        Run run = whole();
        assertFalse(ReportRenderer.renderHtml(run, journal).contains("Maintenance window"));
        assertFalse(ReportRenderer.renderMarkdown(run, journal).contains("Maintenance window"));
    }

    private Run windowed() {
        RunEvent.RunStarted start = Samples.start();
        RunEvent timed =
                new RunEvent.RunStarted(
                        start.seq(),
                        start.at(),
                        start.kind(),
                        start.scope(),
                        start.plan().withWindowEnd(WINDOW_ENDS),
                        start.places(),
                        start.origin());
        journal.appendEvent("a", timed);
        return Run.of("a", journal.readEvents("a"));
    }

    @Test
    void putsWhatChangedBeforeWhatStayed() {
        RunReport report = RunReportBuilder.of(whole(), journal);
        assertEquals(
                List.of(new StateLine("version", "2.4", "2.5.1"), new StateLine("cups", "7", "7")),
                report.state());
    }

    @Test
    void saysWhatRemainsOfARunThatWasLeft() {
        Samples.whole().subList(0, 9).forEach(event -> journal.appendEvent("a", event));
        RunReport report = RunReportBuilder.of(Run.of("a", journal.readEvents("a")), journal);
        assertEquals(
                List.of(
                        Message.of("summary.open.unfinished"),
                        Message.sentences(
                                Message.of("summary.open.not-finished", "To boil"),
                                Message.literal("It exited with 1.")),
                        Message.of("summary.open.not-started", "To merge"),
                        Message.of("summary.open.not-started", "To taste"),
                        Message.sentences(
                                Message.of(
                                        "summary.open.waived",
                                        "The pot is old",
                                        "We buy a new one on Monday"),
                                Message.literal("It may rust."),
                                Message.literal("apt install pot"))),
                report.remaining());
    }

    @Test
    void neverTellsTheAnswerToAQuestionForASecret() {
        Question secret =
                new Question(
                        Question.Kind.SECRET,
                        Message.literal("Password?"),
                        Message.EMPTY,
                        List.of(),
                        "",
                        List.of());
        List.of(
                        Samples.start(),
                        new RunEvent.QuestionAsked(2, Samples.at(1), 0, secret),
                        new RunEvent.QuestionAnswered(
                                3,
                                Samples.at(2),
                                2,
                                Answer.of(Question.Choice.CONTINUE, "hunter2")))
                .forEach(event -> journal.appendEvent("a", event));
        Run run = Run.of("a", journal.readEvents("a"));
        for (String report :
                List.of(
                        ReportRenderer.renderHtml(run, journal),
                        ReportRenderer.renderMarkdown(run, journal),
                        ReportRenderer.renderJson(run, journal))) {
            assertFalse(report.contains("hunter2"));
        }
    }

    @Test
    void letsNoTextBecomeMarkup() {
        Run run = hostile();
        String html = ReportRenderer.renderHtml(run, journal);
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        for (String evil :
                List.of("<script", "<img", "\u001b", "\u202e", "\u0000", "http-equiv=\"refresh")) {
            assertFalse(html.contains(evil), evil);
        }
        assertTrue(html.contains("\\u202e"));
        // A parser that does not know us sees our elements alone.
        List<String> tags =
                Pattern.compile("<([a-z!][a-z0-9]*)")
                        .matcher(html)
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertTrue(
                tags.stream()
                        .noneMatch(tag ->
                                List.of("<script", "<img", "<a", "<iframe", "<link", "<object")
                                        .contains(tag)));

        String markdown = ReportRenderer.renderMarkdown(run, journal);
        String outside = markdown.replaceAll("(?ms)^(`{3,})text\n.*?^\\1$", "");
        assertFalse(outside.contains("<script"));
        assertFalse(outside.contains("**b**"));
        assertFalse(outside.contains("[l](http"));
        assertTrue(markdown.contains("`````text"), "a fence longer than any in the text");
        assertFalse(markdown.contains("\u001b") || markdown.contains("\u202e"));
    }

    private Run hostile() {
        Question question =
                new Question(
                        Question.Kind.FAILED,
                        Message.literal(HOSTILE),
                        Message.literal(HOSTILE),
                        List.of(
                                new Question.AnswerOption(
                                        Question.Choice.SKIP, Message.literal(HOSTILE), true)),
                        HOSTILE,
                        List.of());
        List.of(
                        Samples.start(),
                        new RunEvent.StateCaptured(
                                2,
                                Samples.at(1),
                                0,
                                RunEvent.StateCaptured.CaptureMoment.BEFORE,
                                Map.of(HOSTILE, HOSTILE)),
                        new RunEvent.StepStarted(3, Samples.at(2), 0, "boil", 1, HOSTILE),
                        new RunEvent.LinkChanged(
                                4, Samples.at(3), "server", false, Message.literal(HOSTILE)),
                        new RunEvent.StepFinished(
                                5,
                                Samples.at(4),
                                3,
                                StepOutcome.FAILED,
                                Message.literal(HOSTILE),
                                List.of(HOSTILE, HOSTILE)),
                        new RunEvent.QuestionAsked(6, Samples.at(5), 3, question),
                        new RunEvent.QuestionAnswered(
                                7, Samples.at(6), 6, Answer.of(Question.Choice.SKIP, HOSTILE)),
                        new RunEvent.RunFinished(
                                8,
                                Samples.at(7),
                                RunEvent.RunResult.ENDED,
                                Message.literal(HOSTILE)))
                .forEach(event -> journal.appendEvent("a", event));
        journal.appendOutput("a", 3, 0, (HOSTILE + "\n").repeat(900).getBytes(UTF_8));
        return Run.of("a", journal.readEvents("a"));
    }

    @Test
    void namesTheCurrentStepOfARunInProgress() {
        Samples.whole().subList(0, 5).forEach(event -> journal.appendEvent("a", event));
        Run run = Run.of("a", journal.readEvents("a"));
        assertEquals(Message.literal("To boil"), RunReportBuilder.of(run, journal).currentStep());
        assertTrue(ReportRenderer.renderHtml(run, journal).contains("<dt>Current step</dt>"));
    }

    @Test
    void writesEveryWordOfItsOwnInGerman() {
        Run run = runWithArtifacts();
        MessageFormatter german = new MessageFormatter(Locale.GERMAN);
        String html = ReportRenderer.renderHtml(run, journal, german);
        String markdown = ReportRenderer.renderMarkdown(run, journal, german);
        assertTrue(html.contains("<html lang=\"de\">"));
        for (String text :
                List.of(
                        "Aktualisiert",
                        "Offene Punkte",
                        "Übergangen: The pot is old",
                        "Schritte",
                        "Erledigt",
                        "Fehlgeschlagen",
                        "Zustand vorher und nachher",
                        "Verbindung zu server verloren: Connection reset",
                        "1 von 1 Änderungen übernommen",
                        "Ordner /opt/tea.old",
                        "12,3 kB",
                        "dieses Laufs")) {
            assertTrue(html.contains(HtmlWriter.escapeText(text)), "HTML: " + text);
            assertTrue(markdown.contains(MarkdownWriter.escapeText(text)), "Markdown: " + text);
        }
    }

    private Run runWithArtifacts() {
        Samples.all().forEach(event -> journal.appendEvent("a", event));
        return Run.of("a", journal.readEvents("a"));
    }

    @Test
    void noHeadingStaysTheSameInGermanButThoseThatAreTheSameWord() {
        Run run = runWithArtifacts();
        MessageFormatter german = new MessageFormatter(Locale.GERMAN);
        Pattern html = Pattern.compile("<(?:h2|dt|th)>(.*?)</");
        Pattern markdown = Pattern.compile("(?m)^## (.*)$");
        Set<String> same =
                sameHeadings(
                        html,
                        ReportRenderer.renderHtml(run, journal),
                        ReportRenderer.renderHtml(run, journal, german));
        same.addAll(
                sameHeadings(
                        markdown,
                        ReportRenderer.renderMarkdown(run, journal),
                        ReportRenderer.renderMarkdown(run, journal, german)));
        assertEquals(Set.of("Phase", "Server", "Variable"), same);
    }

    private static Set<String> sameHeadings(Pattern heading, String english, String german) {
        List<String> first = headings(heading, english);
        List<String> second = headings(heading, german);
        assertTrue(first.size() > 5, first::toString);
        assertEquals(first.size(), second.size());
        Set<String> same = new TreeSet<>();
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).equals(second.get(i))) {
                same.add(first.get(i));
            }
        }
        return same;
    }

    private static List<String> headings(Pattern heading, String report) {
        return heading.matcher(report).results().map(match -> match.group(1)).toList();
    }

    @Test
    void jsonHasKeyArgumentsAndEnglishText() {
        JsonNode json =
                JsonMapper.shared()
                        .readTree(ReportRenderer.renderJson(runWithArtifacts(), journal));
        assertEquals("report.verdict.upgraded", json.at("/verdict/wordMessage/key").asString());
        assertEquals("Upgraded", json.at("/verdict/wordMessage/text").asString());
        assertEquals("Tea 2.5.1 runs.", json.at("/verdict/sentence").asString());
        assertTrue(json.at("/verdict/sentenceMessage").isMissingNode());
        JsonNode note = json.at("/remainingMessages/1/parts/0");
        assertEquals("summary.open.info", note.path("key").asString());
        assertEquals("It is cold", note.at("/arguments/0").asString());
        assertEquals("GOOD", json.at("/verdict/tone").asString());
        assertEquals("already done", json.at("/hops/0/steps/3/outcome").asString());
        JsonNode boil = json.at("/hops/0/steps/1");
        assertEquals("undone from the backup", boil.path("reversibility").asString());
        assertEquals(
                "report.reversibility.needs-restore",
                boil.at("/reversibilityMessage/key").asString());
        assertEquals("blocker", json.at("/findings/0/severity").asString());
        assertEquals("12.3 kB", json.at("/leftBehind/0/size").asString());
        assertEquals(12 * 1024, json.at("/leftBehind/0/sizeBytes").asLong());
    }

    @Test
    void writesTimesWithTheirZone() {
        DisplayFormat times = new DisplayFormat(ZoneId.of("Europe/Berlin"));
        assertEquals("2026-11-20 03:00:00", times.formatTime(Samples.AT));
        assertEquals("Europe/Berlin (+01:00)", times.formatZone(Samples.AT));
        assertEquals("UTC", new DisplayFormat(ZoneId.of("Etc/UTC")).formatZone(Samples.AT));
    }
}
