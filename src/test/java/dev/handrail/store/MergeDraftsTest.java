package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.store.settings.MergeDrafts;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The choices of merges that are kept from one run to the next.
@Tag("fast")
class MergeDraftsTest {
    static final String FILE = "/etc/tea.conf";

    @TempDir Path folder;

    @Test
    void theSameQuestionOfAnotherRunFindsTheChoices() {
        draft("aa", "bb").saveChoices(FILE, Map.of(0, "new", 2, "mine"));
        assertEquals(Map.of(0, "new", 2, "mine"), draft("aa", "bb").readChoices().get(FILE));
    }

    @Test
    void anotherFileOrVersionOfItFindsNone() {
        draft("aa", "bb").saveChoices(FILE, Map.of(0, "new"));
        assertEquals(Map.of(), draft("ab", "bb").readChoices().get(FILE));
        assertEquals(Map.of(), draft("aa", "bc").readChoices().get(FILE));
    }

    @Test
    void holdsNeitherLinesNorNamesAndOnlyItsOwnerReadsIt() throws IOException {
        draft("aa", "bb").saveChoices(FILE, Map.of(0, "new"));
        List<Path> files = files();
        assertEquals(1, files.size());
        assertEquals("0 new\n", Files.readString(files.getFirst()));
        assertFalse(files.getFirst().toString().contains("tea.conf"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(files.getFirst())));
    }

    @Test
    void losingAValueToAPlaceholderIsChosenEachTime() {
        draft("aa", "bb").saveChoices(FILE, Map.of(1, "new", 2, "new"));
        assertEquals(Map.of(2, "new"), draft("aa", "bb").readChoices().get(FILE));
        draft("aa", "bb").saveChoices(FILE, Map.of(1, "mine"));
        assertEquals(Map.of(1, "mine"), draft("aa", "bb").readChoices().get(FILE));
    }

    @Test
    void aKilledHandrailHasKeptWhatWasChosen() throws Exception {
        Process other = Child.start("draft", folder);
        try {
            assertEquals("kept", Child.line(other));
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertEquals(Map.of(0, "new", 2, "mine"), draft("aa", "bb").readChoices().get(FILE));
    }

    @Test
    void theEndWaitsForWhatIsStillBeingWritten() {
        MergeDrafts drafts = new MergeDrafts(folder.resolve("drafts"));
        QuestionDraft draft = draft(drafts, "aa", "bb");
        for (int i = 0; i < 50; i++) {
            draft.saveChoicesLater(FILE, Map.of(0, i < 49 ? "mine" : "new"));
        }
        drafts.close();
        assertEquals(Map.of(0, "new"), draft.readChoices().get(FILE));
        draft.saveChoicesLater(FILE, Map.of(0, "both"));
        assertEquals(Map.of(0, "new"), draft.readChoices().get(FILE));
    }

    private QuestionDraft draft(String mine, String fresh) {
        return draft(folder, mine, fresh);
    }

    static QuestionDraft draft(Path folder, String mine, String fresh) {
        return draft(new MergeDrafts(folder.resolve("drafts")), mine, fresh);
    }

    private static QuestionDraft draft(MergeDrafts drafts, String mine, String fresh) {
        LineChange plain = new LineChange(1, List.of("A = 1"), 1, List.of("A = 2"));
        LineChange locked = new LineChange(3, List.of("K = *"), 3, List.of("K = *"), true, true);
        FileChange file =
                new FileChange(
                        FILE, "/new", mine, fresh, List.of(plain, locked), true, List.of(plain));
        Question question =
                new Question(
                        Question.Kind.MERGE,
                        Message.EMPTY,
                        Message.EMPTY,
                        List.of(),
                        "",
                        List.of(file));
        RunEvent started = new RunEvent.StepStarted(2, Samples.at(1), 0, "merge", 1, "");
        Run run = Run.of("a", List.of(Samples.start(), started));
        return drafts.findDraft(run, new QuestionAsked(3, Samples.at(2), 2, question));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("drafts"))) {
            return all.toList();
        }
    }
}
