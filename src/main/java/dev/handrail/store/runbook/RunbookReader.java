package dev.handrail.store.runbook;

import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.Finding;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.store.file.LocatedJson;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the `runbook.json` of one folder and all the files that it names.
final class RunbookReader {
    static final String FILE = "runbook.json";

    /// Variables that a parameter must not hide from scripts.
    private static final Pattern RESERVED =
            Pattern.compile(
                    "HR_.*|F_.*|LD_.*|PATH|HOME|IFS|ENV|BASH_ENV|SHELL|PWD|OLDPWD|USER|LOGNAME|LANG|LC_.*|TMPDIR|TERM|PS4");

    private static final ScriptText NOTHING = new ScriptText("", "");

    private final RunbookSchema schema;

    RunbookReader(RunbookSchema schema) {
        this.schema = schema;
    }

    /// `runbook`: empty when there are errors.
    record RunbookResult(
            Optional<Runbook> runbook, List<RunbookError> errors, List<String> warnings) {
        private static RunbookResult failedWith(String file, int line, String message) {
            return new RunbookResult(
                    Optional.empty(),
                    List.of(new RunbookError(file, line, "", message)),
                    List.of());
        }
    }

    RunbookResult readRunbook(RunbookFiles files) {
        String label = files.describeFile(FILE);
        try {
            byte[] bytes = files.readFile(FILE);
            return bytes == null
                    ? RunbookResult.failedWith(label, 0, "There is no such file.")
                    : readRunbook(files, LocatedJson.parseJson(RunbookField.decodeUtf8(bytes)));
        } catch (CharacterCodingException e) {
            return RunbookResult.failedWith(label, 0, "The file is not UTF-8 text.");
        } catch (IOException e) {
            return RunbookResult.failedWith(label, 0, "The file cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return RunbookResult.failedWith(
                    label, line, "This is not JSON: " + e.getOriginalMessage());
        }
    }

    private RunbookResult readRunbook(RunbookFiles files, LocatedJson json) {
        RunbookErrors errors = new RunbookErrors(files.describeFile(FILE), json);
        String id = json.root().path("id").asString("");
        List<RunbookError> all = new ArrayList<>();
        List<RunbookTranslation> translations = RunbookTranslation.of(files, all);
        RunbookField root =
                new RunbookField(
                        json.root(),
                        "",
                        "",
                        new RunbookField.FieldSource(files, id, errors, translations));
        // First what we can say in our own words, then what the schema finds beside it.
        Runbook runbook = buildRunbook(root);
        schema.validateRunbook(json.root(), errors);
        all.addAll(errors.sortedErrors());
        translations.forEach(translation -> all.addAll(translation.errors()));
        return new RunbookResult(
                all.isEmpty() ? Optional.of(runbook) : Optional.empty(),
                List.copyOf(all),
                translations.stream().flatMap(each -> each.warnings().stream()).toList());
    }

    private static Runbook buildRunbook(RunbookField root) {
        reportDuplicates(root.at("parameters"), "key");
        reportDuplicates(root.at("checks"), "key");
        reportDuplicates(root.at("failures"), "key");
        reportDuplicates(root.at("routes"), "id");
        reportDuplicates(root.at("known"), "version");
        if (!root.at("state").isPresent()) {
            root.at("routes").listItems().forEach(RunbookReader::reportMissingState);
        }
        return new Runbook(
                root.at("id").text(),
                root.at("name").text(),
                root.at("summary").message(),
                readLibrary(root.at("lib")),
                root.at("detect").readOptional(RunbookField::readScript).orElse(NOTHING),
                root.at("releases").readOptional(RunbookField::readScript),
                root.at("state").readOptional(RunbookField::readScript),
                root.at("known").readList(RunbookReader::readRelease),
                root.at("parameters").readList(RunbookReader::readParameter),
                root.at("checks").readList(RunbookReader::readCheck),
                root.at("notes").readList(RunbookReader::readNote),
                root.at("failures").readList(RunbookReader::readFailure),
                root.at("routes").readList(RouteReader::readRoute));
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

    private static String noPart(RunbookField name) {
        name.addError(
                "\""
                        + name.text()
                        + "\" is neither a file that ends with .sh nor one of "
                        + String.join(", ", ScriptLibrary.PARTS)
                        + ".");
        return "";
    }

    private static Runbook.Release readRelease(RunbookField field) {
        return new Runbook.Release(
                field.at("version").readVersion(),
                field.at("date").text(),
                field.at("source").text());
    }

    private static Runbook.Parameter readParameter(RunbookField field) {
        Runbook.Parameter parameter =
                new Runbook.Parameter(
                        field.at("key").text(),
                        field.at("label").message(),
                        field.at("help").message(),
                        field.at("fact").readOptional(RunbookField::text),
                        field.at("otherwise").text(),
                        field.at("choices").readList(RunbookField::text));
        if (RESERVED.matcher(parameter.key()).matches()) {
            field.at("key").addError("the name " + parameter.key() + " is taken: choose another.");
        }
        if (!parameter.choices().isEmpty()
                && !parameter.choices().contains(parameter.otherwise())) {
            field.at("otherwise")
                    .addError(
                            "must be one of the choices "
                                    + String.join(", ", parameter.choices())
                                    + ".");
        }
        return parameter;
    }

    private static Runbook.Check readCheck(RunbookField field) {
        return new Runbook.Check(
                field.at("key").text(),
                field.at("severity").enumConstant(Finding.Severity.class, Finding.Severity.BLOCKER),
                field.at("crossing").readOptional(RunbookField::readVersion),
                ConditionReader.readCondition(field.at("when")),
                field.at("title").message(),
                field.at("why").message(),
                field.at("fix").message(),
                field.at("source").text(),
                field.at("waivable").isTrue());
    }

    private static Runbook.Note readNote(RunbookField field) {
        RunbookField file = field.at("file");
        return new Runbook.Note(
                field.at("crossing").readVersion(),
                ConditionReader.readCondition(field.at("when")),
                field.at("text")
                        .message(
                                file.isPresent()
                                        ? file.readFile(file.text())
                                        : field.at("text").text()),
                field.at("source").text());
    }

    private static Runbook.Failure readFailure(RunbookField field) {
        return new Runbook.Failure(
                field.at("key").text(),
                field.at("pattern").readRegex(),
                field.at("meaning").message(),
                field.at("todo").message(),
                field.at("recovery").readOptional(RunbookField::readScript),
                field.at("source").text());
    }

    /// Says so where a step asks for a state that the runbook has no script for.
    private static void reportMissingState(RunbookField route) {
        for (RunbookField step : route.at("steps").listItems()) {
            for (String name : List.of("probed", "state")) {
                RunbookField field = step.at(name);
                if (field.isTrue() || !field.listItems().isEmpty()) {
                    field.addError(
                            "needs the product's state, and the runbook names no `state` script.");
                }
            }
        }
    }

    /// Says so where two items of a list have the same key.
    static void reportDuplicates(RunbookField list, String key) {
        Set<String> seen = new HashSet<>();
        for (RunbookField item : list.listItems()) {
            RunbookField field = item.at(key);
            if (field.node().isString() && !seen.add(field.text())) {
                field.addError("\"" + field.text() + "\" stands here twice.");
            }
        }
    }
}
