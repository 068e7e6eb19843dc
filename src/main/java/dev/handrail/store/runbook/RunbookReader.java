package dev.handrail.store.runbook;

import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.store.file.LocatedJson;
import dev.handrail.store.runbook.RunbookFolder.FileRefusedException;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the `runbook.json` of one folder and all the files that it names.
final class RunbookReader {
    static final String FILE = "runbook.json";

    /// Stands in for a missing detection script; the schema reports the error.
    private static final ScriptText NOTHING = new ScriptText("", "");

    private final Optional<RunbookSchema> schema;

    RunbookReader(RunbookSchema schema) {
        this.schema = Optional.of(schema);
    }

    private RunbookReader() {
        schema = Optional.empty();
    }

    /// Reads what comes with Handrail, which its tests hold against the schema: loading that costs
    /// more than all runbooks together.
    static RunbookReader ofBuiltIn() {
        return new RunbookReader();
    }

    /// What reading a folder gave. `runbook`: empty when there are errors.
    record RunbookResult(
            Optional<Runbook> runbook, List<RunbookError> errors, List<Message> warnings) {
        private static RunbookResult failedWith(String file, int line, Message message) {
            return new RunbookResult(
                    Optional.empty(),
                    List.of(new RunbookError(file, line, "", message)),
                    List.of());
        }
    }

    /// Reads and validates a runbook. Any error leaves the result without a runbook. Nothing in its
    /// files, however odd, keeps the others from being read.
    RunbookResult readRunbook(RunbookFiles files) {
        String label = files.describeFile(FILE);
        try {
            return readFiles(files, label);
        } catch (RuntimeException | StackOverflowError e) {
            Message why = Message.of("store.runbook.unreadable", e.toString());
            return RunbookResult.failedWith(label, 0, why);
        }
    }

    private RunbookResult readFiles(RunbookFiles files, String label) {
        try {
            byte[] bytes = files.readFile(FILE);
            return bytes == null
                    ? RunbookResult.failedWith(label, 0, Message.of("store.runbook.missing-file"))
                    : readRunbook(files, LocatedJson.parseJson(RunbookField.decodeUtf8(bytes)));
        } catch (CharacterCodingException e) {
            return RunbookResult.failedWith(label, 0, Message.of("store.runbook.not-utf8"));
        } catch (IOException e) {
            return RunbookResult.failedWith(label, 0, unreadableFile(e));
        } catch (JacksonException e) {
            return RunbookResult.failedWith(label, lineOf(e), notJson(e));
        }
    }

    static Message unreadableFile(IOException error) {
        return error instanceof FileRefusedException refused
                ? refused.reason()
                : Message.of("store.runbook.unreadable", String.valueOf(error.getMessage()));
    }

    static Message notJson(JacksonException error) {
        return Message.of("store.runbook.not-json", error.getOriginalMessage());
    }

    /// The line of a syntax error, from 1, or 0 if the parser names none.
    static int lineOf(JacksonException error) {
        return error.getLocation() == null ? 0 : error.getLocation().getLineNr();
    }

    private RunbookResult readRunbook(RunbookFiles files, LocatedJson json) {
        RunbookErrors errors = new RunbookErrors(files.describeFile(FILE), json);
        String id = json.root().path("id").asString("");
        List<RunbookError> all = new ArrayList<>();
        List<RunbookTranslation> translations = RunbookTranslation.of(files, all);
        var source = new RunbookField.FieldSource(files, id, errors, translations);
        // The schema comes last: the first error of a field wins, and our own messages are clearer.
        Runbook runbook = buildRunbook(new RunbookField(json.root(), "", "", source));
        schema.ifPresent(each -> each.validateRunbook(json.root(), errors));
        all.addAll(errors.sortedErrors());
        translations.forEach(translation -> all.addAll(translation.errors()));
        return new RunbookResult(
                all.isEmpty() ? Optional.of(runbook) : Optional.empty(),
                List.copyOf(all),
                Stream.concat(
                                errors.hints().stream(),
                                translations.stream().flatMap(each -> each.warnings().stream()))
                        .toList());
    }

    /// Builds a runbook even when fields are wrong, so that one pass reports all errors.
    private static Runbook buildRunbook(RunbookField root) {
        reportContradictions(root);
        return new Runbook(
                root.at("id").text(),
                root.at("name").text(),
                root.at("summary").message(),
                readLibrary(root.at("lib")),
                root.at("detect").readOptional(RunbookField::readScript).orElse(NOTHING),
                root.at("releases").readOptional(RunbookField::readScript),
                root.at("state").readOptional(RunbookField::readScript),
                root.at("known").readList(EntryReader::readRelease),
                root.at("parameters").readList(EntryReader::readParameter),
                root.at("checks").readList(EntryReader::readCheck),
                root.at("notes").readList(EntryReader::readNote),
                root.at("failures").readList(EntryReader::readFailure),
                root.at("routes").readList(RouteReader::readRoute),
                root.at("settings").readList(SettingRuleReader::readRule));
    }

    /// The functions that all scripts share, then the shared parts that the runbook names, and then
    /// its own files.
    private static ScriptText readLibrary(RunbookField lib) {
        StringBuilder text = new StringBuilder(RunbookLibrary.sharedFunctions().text());
        for (RunbookField name : lib.listItems()) {
            text.append(
                    name.text().endsWith(".sh")
                            ? name.readScript().text()
                            : ScriptLibrary.optionalFunctions(name.text())
                                    .orElseGet(() -> noPart(name)));
        }
        return new ScriptText(RunbookLibrary.sharedFunctions().file(), text.toString());
    }

    /// Adds an error for a part that does not exist, and returns an empty text for it.
    private static String noPart(RunbookField name) {
        String parts = String.join(", ", ScriptLibrary.PARTS);
        name.addError(Message.of("store.runbook.no-library", name.text(), parts));
        return "";
    }

    /// Adds the errors that concern several fields.
    private static void reportContradictions(RunbookField root) {
        List.of("parameters", "checks", "failures", "settings")
                .forEach(list -> reportDuplicates(root.at(list), "key"));
        reportDuplicates(root.at("routes"), "id");
        reportDuplicates(root.at("known"), "version");
        if (!root.at("state").isPresent()) {
            root.at("routes").listItems().forEach(RunbookReader::reportMissingState);
        }
    }

    /// Adds an error for each step that needs the state of a product whose runbook has no script
    /// for it.
    private static void reportMissingState(RunbookField route) {
        for (RunbookField step : route.at("steps").listItems()) {
            for (String name : List.of("probed", "state")) {
                RunbookField field = step.at(name);
                if (field.isTrue() || !field.listItems().isEmpty()) {
                    field.addError(Message.of("store.runbook.no-state"));
                }
            }
        }
    }

    /// Adds an error for each item of a list that has the key of an earlier one.
    static void reportDuplicates(RunbookField list, String key) {
        Set<String> seen = new HashSet<>();
        for (RunbookField item : list.listItems()) {
            RunbookField field = item.at(key);
            if (field.node().isString() && !seen.add(field.text())) {
                field.addError(Message.of("store.runbook.duplicate", field.text()));
            }
        }
    }
}
