package dev.handrail.store.runbook;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.store.file.LocatedJson;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The texts of a runbook in another language: `runbook_de.json`, a flat object from the path of a
/// text, such as `checks/copy-offered/title`, to its translation.
public final class RunbookTranslation {
    /// The languages besides English that Handrail looks for.
    static final List<String> LANGUAGES = List.of("de");

    /// A fact in a text, such as `{postgresql.version}`, but not a shell variable such as
    /// `${HOME}`.
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?<!\\$)\\{([a-z0-9][a-z0-9._-]*)\\}");

    private final String language;
    private final String file;
    private final LocatedJson json;
    private final RunbookErrors errors;
    private final Set<String> known = new TreeSet<>();
    private final List<String> missing = new ArrayList<>();

    private RunbookTranslation(String language, String file, LocatedJson json) {
        this.language = language;
        this.file = file;
        this.json = json;
        this.errors = new RunbookErrors(file, json);
    }

    /// The translations of a runbook. A file that cannot be read adds to the errors in `bad`.
    public static List<RunbookTranslation> of(RunbookFiles files, List<RunbookError> bad) {
        return LANGUAGES.stream()
                .flatMap(language -> tryRead(files, language, bad).stream())
                .toList();
    }

    private static Optional<RunbookTranslation> tryRead(
            RunbookFiles files, String language, List<RunbookError> bad) {
        String file = files.describeFile(fileName(language));
        try {
            return readTranslation(files, language);
        } catch (CharacterCodingException e) {
            bad.add(new RunbookError(file, 0, "", Message.of("store.runbook.not-utf8")));
        } catch (IOException e) {
            bad.add(new RunbookError(file, 0, "", RunbookReader.unreadableFile(e)));
        } catch (JacksonException e) {
            int line = RunbookReader.lineOf(e);
            bad.add(new RunbookError(file, line, "", RunbookReader.notJson(e)));
        }
        return Optional.empty();
    }

    /// Empty if the runbook has no translation into this language.
    private static Optional<RunbookTranslation> readTranslation(RunbookFiles files, String language)
            throws IOException {
        String name = fileName(language);
        byte @Nullable [] bytes = files.readFile(name);
        if (bytes == null) {
            return Optional.empty();
        }
        LocatedJson json = LocatedJson.parseJson(RunbookField.decodeUtf8(bytes));
        return Optional.of(new RunbookTranslation(language, files.describeFile(name), json));
    }

    private static String fileName(String language) {
        return "runbook_" + language + ".json";
    }

    /// A text of the runbook in English and in the languages of these translations.
    public static Message message(List<RunbookTranslation> all, String path, String english) {
        Map<String, String> texts = new TreeMap<>(Map.of("en", english));
        if (!english.isEmpty()) {
            all.forEach(translation -> translation.addText(path, english, texts));
        }
        return Message.translated(texts);
    }

    /// Adds the translation of one text to `texts`. A missing one becomes a warning, unless the
    /// text is a command.
    private void addText(String path, String english, Map<String, String> texts) {
        known.add(path);
        JsonNode node = json.root().path(path);
        if (node.isString() && !node.stringValue().isBlank()) {
            checkPlaceholders(path, english, node.stringValue());
            texts.put(language, node.stringValue());
        } else if (!node.isMissingNode()) {
            errors.addError(path, Message.of("store.runbook.not-text"));
        } else if (!Finding.isCommand(english)) {
            missing.add(path);
        }
    }

    /// Adds an error unless both texts name the same facts.
    private void checkPlaceholders(String path, String english, String translated) {
        Set<String> expected = placeholders(english);
        if (!placeholders(translated).equals(expected)) {
            errors.addError(
                    path,
                    expected.isEmpty()
                            ? Message.of("store.runbook.placeholders-unwanted")
                            : Message.of(
                                    "store.runbook.placeholders-differ",
                                    String.join(", ", expected)));
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The errors of the file by line, with an error for each path that the runbook does not have.
    /// Complete only after the whole runbook was read.
    public List<RunbookError> errors() {
        for (String path : json.root().propertyNames()) {
            if (!known.contains(path)) {
                errors.addError(path, Message.of("store.runbook.unknown-text"));
            }
        }
        return errors.sortedErrors();
    }

    /// One for each text that has no translation.
    public List<Message> warnings() {
        return missing.stream()
                .map(path -> Message.of("store.runbook.untranslated", file, path))
                .toList();
    }
}
