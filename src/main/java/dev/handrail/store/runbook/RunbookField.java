package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Version;
import dev.handrail.store.file.LocatedJson;

import org.jspecify.annotations.Nullable;

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

/// One field of a runbook file. A wrong value adds an error and reads as something harmless, so
/// that one check finds all errors.
///
/// `name`: for errors, such as `routes[0].steps[2].title`. `path`: for translations, such as
/// `routes/in-place/steps/backup/title`.
public record RunbookField(JsonNode node, String name, String path, FieldSource source) {
    private static final Message.ByteCount LARGEST_FILE = new Message.ByteCount(1 << 20);
    private static final Pattern FILE =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    /// Where the field comes from.
    record FieldSource(
            RunbookFiles files,
            String id,
            RunbookErrors errors,
            List<RunbookTranslation> translations) {}

    /// The field of this name; its node is missing if there is none.
    RunbookField at(String child) {
        return new RunbookField(
                node.path(child), LocatedJson.fieldName(name, child), within(child), source);
    }

    boolean isPresent() {
        return !node.isMissingNode();
    }

    /// The elements of a list; none if the value is no list.
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

    /// The path of an element has its `id` or `key` if no other element has the same, else its
    /// index.
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

    /// The string, or empty if the value is none.
    String text() {
        return node.isString() ? node.stringValue() : "";
    }

    /// The text in all languages that the runbook has.
    Message message() {
        return message(text());
    }

    /// The same for a text that is in a file of its own.
    Message message(String english) {
        return RunbookTranslation.message(source.translations(), path, english);
    }

    /// False for a missing field and for any value but `true`.
    boolean isTrue() {
        return node.isBoolean() && node.booleanValue();
    }

    /// The whole number, or `otherwise` if the value is none or does not fit.
    int numberOr(int otherwise) {
        return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : otherwise;
    }

    /// The constant of this name, written as `NEEDS_RESTORE` in Java and `needs-restore` in the
    /// file; `otherwise` if there is none.
    <E extends Enum<E>> E enumConstant(Class<E> type, E otherwise) {
        String wanted = text().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        return otherwise;
    }

    /// The version, or version 0 after adding an error.
    Version readVersion() {
        if (Version.isVersion(text())) {
            return Version.of(text());
        }
        addErrorIfText(Message.of("store.runbook.no-version", text()));
        return Version.of("0");
    }

    /// The text of a regular expression; adds an error if it cannot be compiled.
    String readRegex() {
        try {
            Pattern.compile(text());
        } catch (PatternSyntaxException e) {
            addError(Message.of("store.runbook.no-regex", e.getDescription(), e.getIndex() + 1));
        }
        return text();
    }

    /// The script in the file that this field names. Adds an error for Windows line ends, which
    /// `sh` cannot run.
    ScriptText readScript() {
        String text = readFile(text());
        if (text.contains("\r\n")) {
            addError(Message.of("store.runbook.windows-lines", text()));
        }
        return new ScriptText(source.id() + "/" + text(), text);
    }

    /// The contents of a text file in the runbook folder, or empty after adding an error.
    String readFile(String file) {
        if (!FILE.matcher(file).matches()) {
            addErrorIfText(Message.of("store.runbook.no-file-name", file));
            return "";
        }
        try {
            return decodeFile(file, source.files().readFile(file));
        } catch (CharacterCodingException e) {
            addError(Message.of("store.runbook.file-not-utf8", file));
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            addError(Message.of("store.runbook.file-unreadable", file, why));
        }
        return "";
    }

    private String decodeFile(String file, byte @Nullable [] bytes)
            throws CharacterCodingException {
        if (bytes == null) {
            addError(Message.of("store.runbook.no-file", file));
        } else if (bytes.length == 0) {
            addError(Message.of("store.runbook.file-empty", file));
        } else if (bytes.length > LARGEST_FILE.bytes()) {
            addError(Message.of("store.runbook.file-large", file, LARGEST_FILE));
        } else {
            return decodeUtf8(bytes);
        }
        return "";
    }

    void addError(Message message) {
        source.errors().addError(name, message);
    }

    /// Adds an error about a text only: the schema has a better message for a field that is missing
    /// or not a text.
    private void addErrorIfText(Message message) {
        if (node.isString() && !text().isEmpty()) {
            addError(message);
        }
    }

    /// Throws if the bytes are not UTF-8, or contain a zero byte.
    public static String decodeUtf8(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return text;
    }
}
