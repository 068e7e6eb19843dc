package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.settings.SettingChange.SettingKind;
import dev.handrail.store.history.EventJson;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The settings of a question are stored, and a question of before has none.
@Tag("fast")
class SettingEventsTest {
    private final EventJson json = new EventJson();

    @Test
    void settingsAreReadAsTheyWereWritten() {
        SettingChange setting =
                new SettingChange(
                        "a.b",
                        SettingKind.BOTH_CHANGED,
                        Optional.of("'1'\n2"),
                        Optional.empty(),
                        Optional.of(""),
                        List.of(0, 2),
                        true);
        QuestionAsked asked =
                asked(
                        file().withSettings(
                                        List.of(setting),
                                        List.of(Message.of("run.settings.same", 3))));
        EventJson.EncodedEvent written = json.writeEvent(asked);
        assertEquals(
                asked,
                json.readEvent(
                        written.kind(), EventJson.FORMAT, written.body(), asked.seq(), asked.at()));
    }

    @Test
    void aQuestionOfBeforeHasNoSettings() {
        QuestionAsked asked = asked(file());
        EventJson.EncodedEvent written = json.writeEvent(asked);
        String before =
                new String(written.body(), StandardCharsets.UTF_8)
                        .replace(",\"settings\":[],\"settingsNotes\":[]", "");
        assertEquals(false, before.contains("settings"));
        assertEquals(
                asked,
                json.readEvent(
                        written.kind(),
                        EventJson.FORMAT,
                        before.getBytes(StandardCharsets.UTF_8),
                        asked.seq(),
                        asked.at()));
    }

    private static FileChange file() {
        return new FileChange("/a", "/b", "x", "y", List.of());
    }

    private static QuestionAsked asked(FileChange file) {
        return new QuestionAsked(
                7,
                Samples.AT,
                3,
                new Question(
                        Kind.MERGE, Message.EMPTY, Message.EMPTY, List.of(), "", List.of(file)));
    }
}
