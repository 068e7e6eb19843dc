package dev.handrail.store.runbook;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.store.file.LocatedJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?<!\\$)\\{([a-z0-9][a-z0-9._-]*)\\}");

    private final String language;
    private final String file;
    private final LocatedJson json;
    private final RunbookErrors errors;
    private final Set<String> asked = new TreeSet<>();
    private final List<String> missing = new ArrayList<>();

    private RunbookTranslation(String language, String file, LocatedJson json) {
        this.language = language;
        this.file = file;
        this.json = json;
        this.errors = new RunbookErrors(file, json);
    }

    /// Those that a runbook has. One that cannot be read at all is added to the errors.
    public static List<RunbookTranslation> of(
            RunbookFiles files, List<RunbookLibrary.RunbookError> bad) {
        List<RunbookTranslation> all = new ArrayList<>();
        for (String language : LANGUAGES) {
            String name = "runbook_" + language + ".json";
            String label = files.describeFile(name);
            try {
                byte @Nullable [] bytes = files.readFile(name);
                if (bytes != null) {
                    LocatedJson json = LocatedJson.parseJson(RunbookField.decodeUtf8(bytes));
                    all.add(new RunbookTranslation(language, label, json));
                }
            } catch (IOException e) {
                bad.add(
                        new RunbookLibrary.RunbookError(
                                label, 0, "", "The file cannot be read: " + e.getMessage()));
            } catch (JacksonException e) {
                int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
                bad.add(
                        new RunbookLibrary.RunbookError(
                                label, line, "", "This is not JSON: " + e.getOriginalMessage()));
            }
        }
        return all;
    }

    /// A text of the runbook with what these translations have of it.
    public static Message message(List<RunbookTranslation> all, String path, String english) {
        Map<String, String> texts = new TreeMap<>(Map.of("en", english));
        if (!english.isEmpty()) {
            all.forEach(translation -> translation.text(path, english, texts));
        }
        return Message.translated(texts);
    }

    private void text(String path, String english, Map<String, String> texts) {
        asked.add(path);
        JsonNode node = json.root().path(path);
        if (node.isString() && !node.stringValue().isBlank()) {
            String text = node.stringValue();
            if (!placeholders(text).equals(placeholders(english))) {
                errors.addError(
                        path,
                        "must have the same placeholders as the English text: "
                                + String.join(", ", placeholders(english))
                                + ".");
            }
            texts.put(language, text);
        } else if (!node.isMissingNode()) {
            errors.addError(path, "must be a text in quotes.");
        } else if (!Finding.isCommand(english)) {
            missing.add(path);
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What is wrong with it, once the whole runbook was read.
    public List<RunbookLibrary.RunbookError> errors() {
        for (String path : json.root().propertyNames()) {
            if (!asked.contains(path)) {
                errors.addError(path, "is not a text of the runbook.");
            }
        }
        return errors.sortedErrors();
    }

    public List<String> warnings() {
        return missing.stream().map(path -> file + ": " + path + " is not translated.").toList();
    }
}
