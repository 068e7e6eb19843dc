package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Version;
import dev.handrail.store.file.LocatedJson;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/// One field of a runbook file, read with care: what is wrong is written down and something
/// harmless is read in its place, so that all errors come to light at once.
///
/// `name`: such as `routes[0].steps[2].title`, for errors. `path`: such as
/// `routes/in-place/steps/backup/title`, for translations.
public record RunbookField(JsonNode node, String name, String path, FieldSource source) {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern FILE =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    /// Where the field comes from.
    record FieldSource(
            RunbookFiles files,
            String id,
            RunbookErrors errors,
            List<RunbookTranslation> translations) {}

    RunbookField at(String child) {
        return new RunbookField(
                node.path(child), LocatedJson.fieldName(name, child), within(child), source);
    }

    boolean isPresent() {
        return !node.isMissingNode();
    }

    List<RunbookField> listItems() {
        return IntStream.range(0, node.isArray() ? node.size() : 0)
                .mapToObj(i ->
                        new RunbookField(
                                node.path(i), name + "[" + i + "]", within(element(i)), source))
                .toList();
    }

    private String within(String part) {
        return path.isEmpty() ? part : path + "/" + part;
    }

    /// An element is called by its `id` or `key` where no other has the same, else by its index.
    private String element(int index) {
        for (String field : List.of("id", "key")) {
            JsonNode own = node.path(index).path(field);
            if (own.isString()
                    && node.valueStream().filter(e -> own.equals(e.path(field))).count() == 1) {
                return own.stringValue();
            }
        }
        return String.valueOf(index);
    }

    <T> List<T> readList(Function<RunbookField, T> read) {
        return listItems().stream().map(read).toList();
    }

    <T> Optional<T> readOptional(Function<RunbookField, T> read) {
        return isPresent() ? Optional.of(read.apply(this)) : Optional.empty();
    }

    String text() {
        return node.isString() ? node.stringValue() : "";
    }

    /// The text in all languages that there are.
    Message message() {
        return message(text());
    }

    /// The same, where the text stands in a file of its own.
    Message message(String english) {
        return RunbookTranslation.message(source.translations(), path, english);
    }

    boolean isTrue() {
        return node.isBoolean() && node.booleanValue();
    }

    int numberOr(int otherwise) {
        return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : otherwise;
    }

    /// The constant of this name, written as `NEEDS_RESTORE` in Java and `needs-restore` in the
    /// file.
    <E extends Enum<E>> E enumConstant(Class<E> type, E otherwise) {
        String wanted = text().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        return otherwise;
    }

    Version readVersion() {
        if (Version.isVersion(text())) {
            return Version.of(text());
        }
        addErrorIfText("\"" + text() + "\" is not a version: write one such as 2.5.1.");
        return Version.of("0");
    }

    /// A regular expression, as its text.
    String readRegex() {
        try {
            Pattern.compile(text());
        } catch (PatternSyntaxException e) {
            addError(
                    "is not a regular expression: "
                            + e.getDescription()
                            + " near position "
                            + (e.getIndex() + 1)
                            + ".");
        }
        return text();
    }

    ScriptText readScript() {
        String text = readFile(text());
        if (text.contains("\r\n")) {
            addError(
                    "the script "
                            + text()
                            + " has Windows line ends: save it with Unix line ends.");
        }
        return new ScriptText(source.id() + "/" + text(), text);
    }

    /// The contents of a text file beside the runbook.
    String readFile(String file) {
        if (!FILE.matcher(file).matches()) {
            addErrorIfText("\"" + file + "\" is not the name of a file in the runbook's folder.");
            return "";
        }
        try {
            byte[] bytes = source.files().readFile(file);
            if (bytes == null) {
                addError("there is no file " + file + " in the runbook's folder.");
            } else if (bytes.length == 0 || bytes.length > MOST_BYTES) {
                addError(
                        "the file "
                                + file
                                + (bytes.length == 0 ? " is empty." : " is larger than 1 MiB."));
            } else {
                return decodeUtf8(bytes);
            }
        } catch (CharacterCodingException e) {
            addError("the file " + file + " is not UTF-8 text.");
        } catch (IOException e) {
            addError("the file " + file + " cannot be read: " + e.getMessage());
        }
        return "";
    }

    void addError(String message) {
        source.errors().addError(name, message);
    }

    /// The schema says it better when the field is missing or not a text at all.
    private void addErrorIfText(String message) {
        if (node.isString() && !text().isEmpty()) {
            addError(message);
        }
    }

    public static String decodeUtf8(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return text;
    }
}
