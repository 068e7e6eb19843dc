package dev.handrail.store;

import dev.handrail.model.ScriptText;
import dev.handrail.model.Version;

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
record RunbookField(JsonNode node, String name, Source source) {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern FILE =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    /// Where the field comes from.
    record Source(RunbookFiles files, String id, RunbookErrors errors) {}

    RunbookField at(String child) {
        return new RunbookField(node.path(child), LocatedJson.field(name, child), source);
    }

    boolean present() {
        return !node.isMissingNode();
    }

    List<RunbookField> items() {
        return IntStream.range(0, node.isArray() ? node.size() : 0)
                .mapToObj(i -> new RunbookField(node.path(i), name + "[" + i + "]", source))
                .toList();
    }

    <T> List<T> list(Function<RunbookField, T> read) {
        return items().stream().map(read).toList();
    }

    <T> Optional<T> optional(Function<RunbookField, T> read) {
        return present() ? Optional.of(read.apply(this)) : Optional.empty();
    }

    String text() {
        return node.isString() ? node.stringValue() : "";
    }

    boolean yes() {
        return node.isBoolean() && node.booleanValue();
    }

    int number(int otherwise) {
        return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : otherwise;
    }

    /// The constant of this name, written as `NEEDS_RESTORE` in Java and `needs-restore` in the
    /// file.
    <E extends Enum<E>> E constant(Class<E> type, E otherwise) {
        String wanted = text().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        return otherwise;
    }

    Version version() {
        if (Version.isVersion(text())) {
            return Version.of(text());
        }
        wrong("\"" + text() + "\" is not a version: write one such as 2.5.1.");
        return Version.of("0");
    }

    /// A regular expression, as its text.
    String regex() {
        try {
            Pattern.compile(text());
        } catch (PatternSyntaxException e) {
            error(
                    "is not a regular expression: "
                            + e.getDescription()
                            + " near position "
                            + (e.getIndex() + 1)
                            + ".");
        }
        return text();
    }

    ScriptText script() {
        String text = file(text());
        if (text.contains("\r\n")) {
            error("the script " + text() + " has Windows line ends: save it with Unix line ends.");
        }
        return new ScriptText(source.id() + "/" + text(), text);
    }

    /// The contents of a text file beside the runbook.
    String file(String file) {
        if (!FILE.matcher(file).matches()) {
            wrong("\"" + file + "\" is not the name of a file in the runbook's folder.");
            return "";
        }
        try {
            byte[] bytes = source.files().read(file);
            if (bytes == null) {
                error("there is no file " + file + " in the runbook's folder.");
            } else if (bytes.length == 0 || bytes.length > MOST_BYTES) {
                error(
                        "the file "
                                + file
                                + (bytes.length == 0 ? " is empty." : " is larger than 1 MiB."));
            } else {
                return utf8(bytes);
            }
        } catch (CharacterCodingException e) {
            error("the file " + file + " is not UTF-8 text.");
        } catch (IOException e) {
            error("the file " + file + " cannot be read: " + e.getMessage());
        }
        return "";
    }

    void error(String message) {
        source.errors().add(name, message);
    }

    /// The schema says it better when the field is missing or not a text at all.
    private void wrong(String message) {
        if (node.isString() && !text().isEmpty()) {
            error(message);
        }
    }

    static String utf8(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return text;
    }
}
