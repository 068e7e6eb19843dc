package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.cli.output.RunPrinter;
import dev.handrail.cli.output.TextRunPrinter;
import dev.handrail.cli.prompt.TerminalQuestionHandler;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.EarlierChoice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.run.StepTimes;
import dev.handrail.store.AnswerFile.MergeChoice;
import dev.handrail.store.AnswerFile.PreparedAnswer;
import dev.handrail.store.Samples;
import dev.handrail.store.SettingAnswers;
import dev.handrail.store.settings.MergeDrafts;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

@Tag("fast")
class TerminalQuestionHandlerTest {
    private static final AnswerOption GO_ON =
            new AnswerOption(Choice.CONTINUE, Message.literal("Go on"), false);
    private static final AnswerOption SKIP =
            new AnswerOption(Choice.SKIP, Message.literal("Skip it"), true);
    private static final UnattendedAnswers NONE = UnattendedAnswers.NONE;
    private static final UnattendedAnswers YES =
            new UnattendedAnswers(List.of(), true, Optional.empty(), false);

    private static Question question(Kind kind, AnswerOption... options) {
        return new Question(
                kind,
                Message.literal("Title"),
                Message.literal("Text"),
                List.of(options),
                "",
                List.of());
    }

    private static Question merge() {
        List<LineChange> changes =
                List.of(
                        new LineChange(3, List.of("A = 1"), 3, List.of("A = 2")),
                        new LineChange(9, List.of(), 9, List.of("NEW = 1")));
        return new Question(
                Kind.MERGE,
                Message.literal("Files differ"),
                Message.EMPTY,
                List.of(GO_ON, new AnswerOption(Choice.STOP, Message.literal("Stop"), false)),
                "",
                List.of(new FileChange("/etc/a", "/etc/a.new", "x", "y", changes)));
    }

    private static Optional<Answer> asked(
            FakeTerminal terminal, UnattendedAnswers answers, Question question) {
        RunPrinter follower = follower(terminal);
        return new TerminalQuestionHandler(terminal, follower, answers, true)
                .answerQuestion(question);
    }

    private static RunPrinter follower(FakeTerminal terminal) {
        return new TextRunPrinter(
                terminal, List.of(), Clock.systemUTC(), product -> StepTimes.none());
    }

    private static Question lockedMerge() {
        LineChange locked =
                new LineChange(1, List.of("K = ***"), 1, List.of("K = ***"), true, true);
        LineChange plain = new LineChange(3, List.of("A = 1"), 3, List.of("A = 2"));
        LineChange applied = new LineChange(5, List.of(), 5, List.of("B = 1"));
        FileChange file =
                new FileChange(
                        "/etc/a",
                        "/etc/a.new",
                        "x",
                        "y",
                        List.of(locked, plain),
                        true,
                        List.of(applied));
        return new Question(
                Kind.MERGE, Message.EMPTY, Message.EMPTY, List.of(GO_ON), "", List.of(file));
    }

    @Test
    void takingAllNewLeavesPlaceholdersOutAndSaysSo() {
        FakeTerminal terminal = FakeTerminal.piped();
        UnattendedAnswers all = new UnattendedAnswers(List.of(), false, Optional.of(true), false);
        assertEquals(
                Map.of("/etc/a", List.of(false, true, true)),
                asked(terminal, all, lockedMerge()).orElseThrow().takeNew());
        assertTrue(
                terminal.shown().contains("1 placeholder is left out: your value stays."),
                terminal.shown());
        UnattendedAnswers none = new UnattendedAnswers(List.of(), false, Optional.of(false), false);
        assertEquals(
                Map.of("/etc/a", List.of(false, false, false)),
                asked(FakeTerminal.piped(), none, lockedMerge()).orElseThrow().takeNew());
    }

    @Test
    void aPlaceholderIsTakenOnlyForTheWholeWord() {
        assertEquals(
                Map.of("/etc/a", List.of(false, true)),
                asked(FakeTerminal.typing("1", "n", "n"), NONE, lockedMerge())
                        .orElseThrow()
                        .takeNew());
        assertEquals(
                Map.of("/etc/a", List.of(true, false)),
                asked(FakeTerminal.typing("1", "replace", "m"), NONE, lockedMerge())
                        .orElseThrow()
                        .takeNew());
    }

    @Test
    void bothSidesCanBeTakenAfterALookAtTheDifference() {
        FakeTerminal terminal = FakeTerminal.typing("1", "b", "d", "n");
        Answer answer = asked(terminal, NONE, merge()).orElseThrow();
        assertEquals(List.of(LineChoice.BOTH, LineChoice.NEW), answer.choicesOf("/etc/a"));
        assertTrue(terminal.shown().contains("@@ -3,1 +3,2 @@"), terminal.shown());
        assertTrue(terminal.shown().contains("+A = 2"), terminal.shown());
    }

    @Test
    void confirmsNoDataLossByYesAlone() {
        Question question = question(Kind.DATA_LOSS, GO_ON, SKIP);
        assertEquals(Optional.empty(), asked(FakeTerminal.piped(), YES, question));
        UnattendedAnswers agreed =
                new UnattendedAnswers(List.of(), false, Optional.empty(), false, false, true);
        assertEquals(
                Optional.of(Answer.of(Choice.CONTINUE)),
                asked(FakeTerminal.piped(), agreed, question));
    }

    @Test
    void takesOnlyTheWholeWordForDataLoss() {
        Question question = question(Kind.DATA_LOSS, GO_ON, SKIP);
        assertEquals(
                Optional.of(Answer.of(Choice.CONTINUE)),
                asked(FakeTerminal.typing("restore"), NONE, question));
        assertEquals(
                Optional.of(Answer.of(Choice.STOP)),
                asked(FakeTerminal.typing("y"), NONE, question));
    }

    @Test
    void asksUntilAChoiceIsOneOfThoseOffered() {
        FakeTerminal terminal = FakeTerminal.typing("", "0", "9", "x", "1");

        assertEquals(
                Optional.of(Answer.of(Choice.CONTINUE)),
                asked(terminal, NONE, question(Kind.FAILED, GO_ON, SKIP)));
        assertTrue(terminal.shown().contains("[2] Skip it"), terminal.shown());
    }

    @Test
    void aReasonIsAskedForWhereTheChoiceNeedsOne() {
        assertEquals(
                Optional.of(Answer.of(Choice.SKIP, "done by hand")),
                asked(
                        FakeTerminal.typing("2", " done by hand "),
                        NONE,
                        question(Kind.FAILED, GO_ON, SKIP)));
        assertEquals(
                Optional.empty(),
                asked(FakeTerminal.typing("2", " "), NONE, question(Kind.FAILED, GO_ON, SKIP)));
    }

    @Test
    void yesConfirmsManualStepsAndNothingElse() {
        FakeTerminal nobody = FakeTerminal.piped();

        assertEquals(
                Optional.of(Answer.of(Choice.CONTINUE)),
                asked(nobody, YES, question(Kind.MANUAL, GO_ON)));
        for (Kind kind : Kind.values()) {
            if (kind != Kind.MANUAL) {
                assertEquals(
                        Optional.empty(), asked(nobody, YES, question(kind, GO_ON)), kind.name());
            }
        }
    }

    @Test
    void yesDoesNotGoRoundWhereTheServerSaysThatAManualStepIsNotDone() {
        Question again =
                new Question(
                        Kind.MANUAL,
                        Message.literal("Title"),
                        Message.EMPTY,
                        List.of(GO_ON),
                        Question.NOT_DONE,
                        List.of());

        assertEquals(Optional.empty(), asked(FakeTerminal.piped(), YES, again));
    }

    @Test
    void practiceAnswersAllButFailures() {
        UnattendedAnswers usual = UnattendedAnswers.PRACTICE;
        FakeTerminal nobody = FakeTerminal.piped();

        assertEquals(
                Optional.of(Answer.of(Choice.CONTINUE)),
                asked(nobody, usual, question(Kind.POINT_OF_NO_RETURN, GO_ON)));
        assertEquals(Optional.empty(), asked(nobody, usual, question(Kind.FAILED, GO_ON)));
    }

    @Test
    void aPreparedAnswerServesOnceAndOnlyTheQuestionItFits() {
        PreparedAnswer retry =
                new PreparedAnswer("", Optional.of(Kind.FAILED), Choice.RETRY, "", Map.of());
        FakeTerminal terminal = FakeTerminal.piped();
        TerminalQuestionHandler admin =
                new TerminalQuestionHandler(
                        terminal,
                        follower(terminal),
                        new UnattendedAnswers(List.of(retry), false, Optional.empty(), false),
                        true);
        Question failed =
                question(
                        Kind.FAILED,
                        new AnswerOption(Choice.RETRY, Message.literal("Again"), false));

        assertEquals(Optional.empty(), admin.answerQuestion(question(Kind.MANUAL, GO_ON)));
        assertEquals(Optional.of(Answer.of(Choice.RETRY)), admin.answerQuestion(failed));
        assertEquals(Optional.empty(), admin.answerQuestion(failed));
    }

    @Test
    void aMergeIsAskedChangeByChange() {
        FakeTerminal terminal = FakeTerminal.typing("1", "m", "?", "n");

        assertEquals(
                Optional.of(
                        new Answer(Choice.CONTINUE, "", Map.of("/etc/a", List.of(false, true)))),
                asked(terminal, NONE, merge()));
        assertEquals(
                """

                ?? Files differ

                /etc/a (yours) and /etc/a.new (new):
                Handrail does not know the old version that your file was made from. It proposes to keep\
                 every line that only you have.
                @@ line 3 (yours), line 3 (new)
                - A = 1
                + A = 2
                @@ line 9 (yours), line 9 (new)
                + NEW = 1

                  [1] Go on
                  [2] Stop
                """,
                terminal.shown().substring(0, terminal.shown().indexOf("Your choice")));
    }

    @Test
    void whatComesFromAServerIsShownAsItIs() {
        FakeTerminal terminal = FakeTerminal.typing("1");
        String evil = "a\u202eb\u2066c\u200bd\u0007e\u001b[2Jf\u3164g";

        asked(
                terminal,
                NONE,
                new Question(
                        Kind.FAILED,
                        Message.literal(evil),
                        Message.literal(evil),
                        List.of(new AnswerOption(Choice.CONTINUE, Message.literal(evil), false)),
                        "",
                        List.of()));

        String safe = "a\\u202eb\\u2066c\\u200bd\\u0007ef\\u3164g";
        assertTrue(
                terminal.shown()
                        .startsWith("\n?? " + safe + "\n" + safe + "\n  [1] " + safe + "\n"),
                terminal.shown());
    }

    @Test
    void aPreparedMergeTakesWhatItNames() {
        PreparedAnswer take =
                new PreparedAnswer(
                        "",
                        Optional.of(Kind.MERGE),
                        Choice.CONTINUE,
                        "",
                        Map.of("*", new MergeChoice(true, List.of())));

        assertEquals(
                Optional.of(new Answer(Choice.CONTINUE, "", Map.of("/etc/a", List.of(true, true)))),
                asked(
                        FakeTerminal.piped(),
                        new UnattendedAnswers(List.of(take), false, Optional.empty(), false),
                        merge()));
    }

    @Test
    void aPreparedMergeThatNamesAnUnknownSettingIsLeftOpenAndSaysSo() {
        FakeTerminal terminal = FakeTerminal.piped();
        SettingAnswers names = new SettingAnswers(Map.of("auth.host", LineChoice.NEW));
        MergeChoice choice = new MergeChoice(LineChoice.MINE, List.of(), names);
        PreparedAnswer named =
                new PreparedAnswer(
                        "", Optional.of(Kind.MERGE), Choice.CONTINUE, "", Map.of("/etc/a", choice));
        UnattendedAnswers answers =
                new UnattendedAnswers(List.of(named), false, Optional.of(true), false);

        assertEquals(Optional.empty(), asked(terminal, answers, merge()));
        assertTrue(
                terminal.shown().contains("The prepared answer cannot decide about: auth.host."),
                terminal.shown());
    }

    @Test
    void aPreparedAnswerWithoutTheReasonThatItNeedsIsLeftOpenAndSaysSo() {
        Question failed =
                new Question(
                        Kind.FAILED,
                        Message.literal("Failed"),
                        Message.EMPTY,
                        List.of(new AnswerOption(Choice.END, Message.literal("End"), true)),
                        "",
                        List.of());
        FakeTerminal terminal = FakeTerminal.piped();
        assertEquals(Optional.empty(), asked(terminal, ending(""), failed));
        assertTrue(
                terminal.shown().contains("The prepared answer \"end\" needs a reason"),
                terminal.shown());
        assertEquals(
                Optional.of(Answer.of(Choice.END, "tea")),
                asked(FakeTerminal.piped(), ending("tea"), failed));
    }

    private static UnattendedAnswers ending(String reason) {
        PreparedAnswer end =
                new PreparedAnswer("", Optional.of(Kind.FAILED), Choice.END, reason, Map.of());
        return new UnattendedAnswers(List.of(end), false, Optional.empty(), false);
    }

    @Test
    void mergesAreAnsweredAllTheSameWayWhereAnOptionSaysSo() {
        UnattendedAnswers mine = new UnattendedAnswers(List.of(), false, Optional.of(false), false);

        assertEquals(
                Optional.of(
                        new Answer(Choice.CONTINUE, "", Map.of("/etc/a", List.of(false, false)))),
                asked(FakeTerminal.piped(), mine, merge()));
    }

    @Test
    void promptsAreInTheLanguageOfTheTerminal() {
        FakeTerminal terminal = FakeTerminal.typing("j", "2", "von Hand");
        terminal.language().chooseLanguage(Locale.GERMAN);

        assertTrue(terminal.confirm(Message.of("cli.upgrade.confirm")));
        asked(terminal, NONE, question(Kind.FAILED, GO_ON, SKIP));

        assertTrue(
                terminal.shown().startsWith("Die Aktualisierung starten? [j/N] "),
                terminal.shown());
        assertTrue(terminal.shown().contains("Ihre Wahl [1-2]: "), terminal.shown());
        assertTrue(terminal.shown().contains("Warum ("), terminal.shown());
    }

    @Test
    void whoGoesAwayInTheMiddleAnswersNothing() {
        assertEquals(Optional.empty(), asked(FakeTerminal.typing("1", "m"), NONE, merge()));
        assertEquals(
                Optional.empty(), asked(FakeTerminal.typing(), NONE, question(Kind.FAILED, GO_ON)));
    }

    @Test
    void aChangeIsTypedInTheEditor() {
        FakeTerminal terminal = FakeTerminal.typing("1", "e", "d", "n");
        Answer given =
                new TerminalQuestionHandler(terminal, follower(terminal), NONE, true)
                        .withEditor("sed -i 's/A = 1/A = 7/; $ a B = 8'")
                        .answerQuestion(merge())
                        .orElseThrow();
        assertEquals(List.of(LineChoice.TYPED, LineChoice.NEW), given.choicesOf("/etc/a"));
        assertEquals("A = 7\nB = 8", given.typedFor("/etc/a").getFirst().text());
        assertTrue(terminal.shown().contains("+B = 8"), terminal.shown());
    }

    @Test
    void anEditorMayLeaveAFolderBesideTheFile() throws Exception {
        FakeTerminal terminal = FakeTerminal.typing("1", "e", "n");
        Answer given =
                new TerminalQuestionHandler(terminal, follower(terminal), NONE, true)
                        .withEditor(
                                "leave() { mkdir -p \"${1%/*}/.bak/in\" && echo B > \"$1\"; };"
                                        + " leave")
                        .answerQuestion(merge())
                        .orElseThrow();
        assertEquals("B", given.typedFor("/etc/a").getFirst().text());
    }

    @Test
    void anEditorThatFailsDecidesNothing() {
        FakeTerminal terminal = FakeTerminal.typing("1", "e", "m", "m");
        Answer given =
                new TerminalQuestionHandler(terminal, follower(terminal), NONE, true)
                        .withEditor("false")
                        .answerQuestion(merge())
                        .orElseThrow();
        assertEquals(List.of(LineChoice.MINE, LineChoice.MINE), given.choicesOf("/etc/a"));
        assertTrue(terminal.shown().contains("The editor (false) changed nothing or failed."));
    }

    @Test
    void anEditorThatSavesLatin1IsRefusedInWords() {
        FakeTerminal terminal = FakeTerminal.typing("1", "e", "m", "m");
        Answer given =
                new TerminalQuestionHandler(terminal, follower(terminal), NONE, true)
                        .withEditor("printf 'A = Gr\\374n\\n' >")
                        .answerQuestion(merge())
                        .orElseThrow();
        assertEquals(List.of(LineChoice.MINE, LineChoice.MINE), given.choicesOf("/etc/a"));
        assertTrue(
                terminal.shown().contains("saved the lines in another encoding than UTF-8"),
                terminal.shown());
    }

    @Test
    void onlyTheDifferenceOfALaterChangeIsAsked() {
        FakeTerminal terminal = FakeTerminal.typing("1", "n");
        Question asked = merge();
        FileChange file = asked.files().getFirst();
        Question again =
                new Question(
                        asked.kind(),
                        asked.title(),
                        asked.text(),
                        asked.options(),
                        asked.failure(),
                        List.of(file.withEarlier(List.of(new EarlierChoice(0, LineChoice.MINE)))));
        Answer given =
                new TerminalQuestionHandler(terminal, follower(terminal), NONE, true)
                        .answerQuestion(again)
                        .orElseThrow();
        assertEquals(List.of(LineChoice.MINE, LineChoice.NEW), given.choicesOf("/etc/a"));
        assertTrue(terminal.shown().contains("your earlier choice stays"), terminal.shown());
    }

    @Test
    void choicesAreKeptAndProposedAgain(@TempDir Path folder) {
        MergeDrafts drafts = new MergeDrafts(folder);
        List<RunEvent> events = Samples.whole();
        QuestionAsked asked =
                events.stream()
                        .filter(QuestionAsked.class::isInstance)
                        .map(QuestionAsked.class::cast)
                        .filter(event -> event.question().kind() == Kind.MERGE)
                        .findFirst()
                        .orElseThrow();
        List<RunEvent> before = events.subList(0, events.indexOf(asked) + 1);
        String file = asked.question().files().getFirst().mine();
        int changes = asked.question().files().getFirst().changes().size();
        String[] typed = new String[changes + 1];
        Arrays.fill(typed, "b");
        typed[0] = "1";
        Answer first = draftAnswer(FakeTerminal.typing(typed), drafts, before, asked);
        Arrays.fill(typed, "");
        typed[0] = "1";
        FakeTerminal terminal = FakeTerminal.typing(typed);
        Answer second = draftAnswer(terminal, drafts, before, asked);
        assertEquals(first.choicesOf(file), second.choicesOf(file));
        assertEquals(LineChoice.BOTH, second.choicesOf(file).getFirst());
        assertTrue(terminal.shown().contains("You wrote both before"), terminal.shown());
    }

    private static Answer draftAnswer(
            FakeTerminal terminal, MergeDrafts drafts, List<RunEvent> events, QuestionAsked asked) {
        RunPrinter printer =
                new TextRunPrinter(
                        terminal, events, Clock.systemUTC(), product -> StepTimes.none());
        return new TerminalQuestionHandler(terminal, printer, NONE, true)
                .withDrafts(drafts)
                .answerQuestion(asked.question())
                .orElseThrow();
    }
}
