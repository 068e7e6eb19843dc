package dev.handrail.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.text.MessageCalls.Call;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Holds the texts of both languages against each other and against the calls that ask for them.
@Tag("fast")
class MessageKeysTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/handrail");
    private static final List<Path> BUNDLES =
            List.of(
                    Path.of("resources/i18n/messages.properties"),
                    Path.of("resources/i18n/messages_de.properties"));
    private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)[,}]");

    private static List<String> lines(Path bundle) throws IOException {
        return Files.readAllLines(bundle);
    }

    private static Map<String, String> texts(Path bundle) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String line : lines(bundle)) {
            String[] parts = line.split(" = ", 2);
            assertEquals(2, parts.length, line);
            texts.put(parts[0], parts[1]);
        }
        return texts;
    }

    private static List<Call> literal() {
        return MessageCalls.in(SOURCES).stream().filter(call -> !call.key().isEmpty()).toList();
    }

    @Test
    void everyTextIsAPattern() throws IOException {
        List<String> odd = new ArrayList<>();
        for (Path bundle : BUNDLES) {
            texts(bundle)
                    .forEach((key, text) -> {
                        if (!isPattern(text)) {
                            odd.add(bundle.getFileName() + ": " + key + " = " + text);
                        }
                    });
        }
        assertEquals(List.of(), odd);
    }

    /// An apostrophe stands doubled, and not in a choice, which would need four of them.
    private static boolean isPattern(String text) {
        String rest = text.replace("''", "");
        boolean balanced =
                rest.chars().filter(c -> c == '{').count()
                        == rest.chars().filter(c -> c == '}').count();
        boolean choice = text.contains(",choice,");
        if (rest.contains("'") || !balanced || choice && text.contains("'")) {
            return false;
        }
        try {
            new MessageFormat(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Test
    void theRuleForPatternsFindsWhatBreaksThem() {
        assertTrue(isPattern("It''s {0}"));
        assertEquals(
                List.of(),
                List.of("It's {0}", "{0", "0}", "{0,choice,0#the disk''s|1#one}").stream()
                        .filter(MessageKeysTest::isPattern)
                        .toList());
    }

    /// So that branches which add texts are merged by sorting.
    @Test
    void textsAreSortedByKey() throws IOException {
        for (Path bundle : BUNDLES) {
            List<String> keys = lines(bundle).stream().map(line -> line.split(" = ")[0]).toList();
            assertEquals(List.copyOf(new TreeSet<>(keys)), keys);
        }
    }

    /// A key that is put together somewhere cannot be looked for by anyone.
    @Test
    void messagesNameTheirKeysLiterally() {
        assertEquals(
                List.of(),
                MessageCalls.in(SOURCES).stream()
                        .filter(call -> call.where().contains("Message.of("))
                        .filter(call -> call.key().isEmpty())
                        .map(Call::where)
                        .toList());
    }

    @Test
    void everyKeyHasBothLanguages() throws IOException {
        List<Call> calls = literal();
        for (Path bundle : BUNDLES) {
            Set<String> keys = texts(bundle).keySet();
            assertEquals(
                    List.of(),
                    calls.stream().filter(call -> !keys.contains(call.key())).toList(),
                    bundle.toString());
        }
        assertTrue(calls.size() > 400, "only " + calls.size() + " calls seen");
    }

    @Test
    void textsUseWhatCallsPass() throws IOException {
        List<Call> calls = literal();
        for (Path bundle : BUNDLES) {
            Map<String, String> texts = texts(bundle);
            assertEquals(
                    List.of(),
                    calls.stream()
                            .filter(call -> texts.containsKey(call.key()))
                            .filter(call -> !places(texts.get(call.key())).equals(passed(call)))
                            .map(call -> texts.get(call.key()) + " <- " + call.where())
                            .toList(),
                    bundle.toString());
        }
    }

    private static Set<Integer> passed(Call call) {
        return IntStream.range(0, call.arguments()).boxed().collect(Collectors.toSet());
    }

    private static Set<Integer> places(String text) {
        Set<Integer> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(Integer.parseInt(matcher.group(1)));
        }
        return places;
    }
}
