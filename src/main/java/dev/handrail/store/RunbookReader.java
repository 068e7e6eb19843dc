package dev.handrail.store;

import dev.handrail.detect.Scripts;
import dev.handrail.model.Finding;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.store.RunbookLibrary.RunbookError;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
    record Read(Optional<Runbook> runbook, List<RunbookError> errors) {
        private static Read failed(String file, int line, String message) {
            return new Read(Optional.empty(), List.of(new RunbookError(file, line, "", message)));
        }
    }

    Read read(RunbookFiles files) {
        String label = files.label(FILE);
        try {
            byte[] bytes = files.read(FILE);
            return bytes == null
                    ? Read.failed(label, 0, "There is no such file.")
                    : read(files, LocatedJson.parse(RunbookField.utf8(bytes)));
        } catch (CharacterCodingException e) {
            return Read.failed(label, 0, "The file is not UTF-8 text.");
        } catch (IOException e) {
            return Read.failed(label, 0, "The file cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return Read.failed(label, line, "This is not JSON: " + e.getOriginalMessage());
        }
    }

    private Read read(RunbookFiles files, LocatedJson json) {
        RunbookErrors errors = new RunbookErrors(files.label(FILE), json);
        String id = json.root().path("id").asString("");
        RunbookField root =
                new RunbookField(json.root(), "", new RunbookField.Source(files, id, errors));
        // First what we can say in our own words, then what the schema finds beside it.
        Runbook runbook = runbook(root);
        schema.check(json.root(), errors);
        return new Read(errors.none() ? Optional.of(runbook) : Optional.empty(), errors.all());
    }

    private static Runbook runbook(RunbookField root) {
        unique(root.at("parameters"), "key");
        unique(root.at("checks"), "key");
        unique(root.at("failures"), "key");
        unique(root.at("routes"), "id");
        unique(root.at("known"), "version");
        if (!root.at("state").present()) {
            root.at("routes").items().forEach(RunbookReader::stateless);
        }
        return new Runbook(
                root.at("id").text(),
                root.at("name").text(),
                root.at("summary").text(),
                library(root.at("lib")),
                root.at("detect").optional(RunbookField::script).orElse(NOTHING),
                root.at("releases").optional(RunbookField::script),
                root.at("state").optional(RunbookField::script),
                root.at("known").list(RunbookReader::release),
                root.at("parameters").list(RunbookReader::parameter),
                root.at("checks").list(RunbookReader::check),
                root.at("notes").list(RunbookReader::note),
                root.at("failures").list(RunbookReader::failure),
                root.at("routes").list(RouteReader::read));
    }

    /// The functions that all scripts share, then the shared parts that the runbook names, and then
    /// its own files.
    private static ScriptText library(RunbookField lib) {
        StringBuilder text = new StringBuilder(RunbookLibrary.library().text());
        for (RunbookField name : lib.items()) {
            text.append(
                    name.text().endsWith(".sh")
                            ? name.script().text()
                            : Scripts.part(name.text()).orElseGet(() -> noPart(name)));
        }
        return new ScriptText(RunbookLibrary.library().file(), text.toString());
    }

    private static String noPart(RunbookField name) {
        name.error(
                "\""
                        + name.text()
                        + "\" is neither a file that ends with .sh nor one of "
                        + String.join(", ", Scripts.PARTS)
                        + ".");
        return "";
    }

    private static Runbook.Release release(RunbookField field) {
        return new Runbook.Release(
                field.at("version").version(), field.at("date").text(), field.at("source").text());
    }

    private static Runbook.Parameter parameter(RunbookField field) {
        Runbook.Parameter parameter =
                new Runbook.Parameter(
                        field.at("key").text(),
                        field.at("label").text(),
                        field.at("help").text(),
                        field.at("fact").optional(RunbookField::text),
                        field.at("otherwise").text(),
                        field.at("choices").list(RunbookField::text));
        if (RESERVED.matcher(parameter.key()).matches()) {
            field.at("key").error("the name " + parameter.key() + " is taken: choose another.");
        }
        if (!parameter.choices().isEmpty()
                && !parameter.choices().contains(parameter.otherwise())) {
            field.at("otherwise")
                    .error(
                            "must be one of the choices "
                                    + String.join(", ", parameter.choices())
                                    + ".");
        }
        return parameter;
    }

    private static Runbook.Check check(RunbookField field) {
        return new Runbook.Check(
                field.at("key").text(),
                field.at("severity").constant(Finding.Severity.class, Finding.Severity.BLOCKER),
                field.at("crossing").optional(RunbookField::version),
                ConditionReader.read(field.at("when")),
                field.at("title").text(),
                field.at("why").text(),
                field.at("fix").text(),
                field.at("source").text(),
                field.at("waivable").yes());
    }

    private static Runbook.Note note(RunbookField field) {
        RunbookField file = field.at("file");
        return new Runbook.Note(
                field.at("crossing").version(),
                ConditionReader.read(field.at("when")),
                file.present() ? file.file(file.text()) : field.at("text").text(),
                field.at("source").text());
    }

    private static Runbook.Failure failure(RunbookField field) {
        return new Runbook.Failure(
                field.at("key").text(),
                field.at("pattern").regex(),
                field.at("meaning").text(),
                field.at("todo").text(),
                field.at("recovery").optional(RunbookField::script),
                field.at("source").text());
    }

    /// Says so where a step asks for a state that the runbook has no script for.
    private static void stateless(RunbookField route) {
        for (RunbookField step : route.at("steps").items()) {
            for (String name : List.of("probed", "state")) {
                RunbookField field = step.at(name);
                if (field.yes() || !field.items().isEmpty()) {
                    field.error(
                            "needs the product's state, and the runbook names no `state` script.");
                }
            }
        }
    }

    /// Says so where two items of a list have the same key.
    static void unique(RunbookField list, String key) {
        Set<String> seen = new HashSet<>();
        for (RunbookField item : list.items()) {
            RunbookField field = item.at(key);
            if (field.node().isString() && !seen.add(field.text())) {
                field.error("\"" + field.text() + "\" stands here twice.");
            }
        }
    }
}
