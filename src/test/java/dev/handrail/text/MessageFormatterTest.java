package dev.handrail.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Message.ByteCount;
import dev.handrail.model.Problem;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

@Tag("fast")
class MessageFormatterTest {
    private static final MessageFormatter ENGLISH = MessageFormatter.ENGLISH;
    private static final MessageFormatter GERMAN = new MessageFormatter(Locale.GERMANY);

    @Test
    void saysAKeyedMessageInItsLanguage() {
        Message message = Message.of("run.step-failed", "Migrate");
        assertEquals("\"Migrate\" failed.", ENGLISH.format(message));
        assertEquals("„Migrate“ ist fehlgeschlagen.", GERMAN.format(message));
    }

    @Test
    void saysAMessageWithinAMessage() {
        Message refused = Message.of("run.step-not-started", Message.of("run.step-failed", "A"));
        assertEquals("Er wurde nicht gestartet: „A“ ist fehlgeschlagen.", GERMAN.format(refused));
    }

    @Test
    void leavesTheWordsOfOthers() {
        Message words = Message.of("run.step-failed", "it's {0} 'odd'");
        assertEquals("\"it's {0} 'odd'\" failed.", ENGLISH.format(words));
        assertEquals("it's {0}", GERMAN.format(Message.literal("it's {0}")));
    }

    @Test
    void takesARunbooksOwnTranslation() {
        Message text = Message.translated(Map.of("en", "Stop it.", "de", "Anhalten."));
        assertEquals("Stop it.", ENGLISH.format(text));
        assertEquals("Anhalten.", GERMAN.format(text));
        assertEquals("Stop it.", new MessageFormatter(Locale.FRENCH).format(text));
    }

    @Test
    void joinsSentencesLinesAndParagraphs() {
        Message one = Message.literal("One.");
        Message two = Message.literal("Two.");
        assertEquals("One. Two.", ENGLISH.format(Message.sentences(one, Message.EMPTY, two)));
        assertEquals("One.\nTwo.", ENGLISH.format(Message.lines(List.of(one, two))));
        assertEquals("One.\n\nTwo.", ENGLISH.format(Message.paragraphs(one, two)));
        assertEquals("One. Two.", ENGLISH.format(new Problem("key", one, two)));
    }

    @Test
    void writesAmountsAsTheLanguageDoes() {
        Message size = Message.of("run.step-failed", new ByteCount(1_500_000));
        assertEquals("\"1.5 MB\" failed.", ENGLISH.format(size));
        assertEquals("„1,5 MB“ ist fehlgeschlagen.", GERMAN.format(size));
        assertEquals("1 byte", ENGLISH.bytes().size(1));
        assertEquals("0 bytes", ENGLISH.bytes().size(0));
        assertEquals("12.345 Zeilen gefunden", GERMAN.format("history.hits", 12_345));
    }

    @Test
    void writesSizesInUnitsOfThousands() {
        assertEquals("999 bytes", ENGLISH.bytes().size(999));
        assertEquals("1.0 kB", ENGLISH.bytes().size(1000));
        assertEquals("1.0 kB", ENGLISH.bytes().size(1024));
        assertEquals("999.9 kB", ENGLISH.bytes().size(999_949));
        assertEquals("1.0 MB", ENGLISH.bytes().size(999_950));
        assertEquals("16,8 MB", GERMAN.bytes().size(16 * 1024 * 1024));
        assertEquals("2.0 TB", ENGLISH.bytes().size(2_000_000_000_000L));
    }

    @Test
    void writesSpansOfTimeWithinSentences() {
        DurationFormat format = ENGLISH.durations();
        assertEquals("45 s", format.span(Duration.ofSeconds(45)));
        assertEquals("12 min", format.span(Duration.ofMinutes(12)));
        assertEquals("2 min 5 s", format.span(Duration.ofSeconds(125)));
        assertEquals("1 h 5 min", format.span(Duration.ofMinutes(65)));
    }

    @Test
    void saysWhatItCanOfAKeyThatIsNotKnownHere() {
        assertEquals("later.key 3", ENGLISH.format(Message.of("later.key", 3)));
    }
}
