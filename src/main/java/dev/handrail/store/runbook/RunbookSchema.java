package dev.handrail.store.runbook;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;

import dev.handrail.model.Message;
import dev.handrail.store.file.LocatedJson;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Validates a runbook against `runbook.schema.json`, with messages for people.
final class RunbookSchema {
    private final Schema schema;

    RunbookSchema() {
        try (InputStream in =
                RunbookSchema.class.getResourceAsStream("/runbooks/runbook.schema.json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "The schema of runbooks is missing from the class path");
            }
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds one error for each field that breaks the schema.
    void validateRunbook(JsonNode root, RunbookErrors errors) {
        for (Error error : schema.validate(root)) {
            // Errors below a `oneOf` tell why each branch fails; the one of the `oneOf` is clearer.
            if (!isWithin(error.getEvaluationPath(), "oneOf")) {
                errors.addError(fieldOf(error), describeError(error));
            }
        }
    }

    /// Whether the path passes through the keyword and continues below it.
    private static boolean isWithin(NodePath path, String keyword) {
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            if (keyword.equals(path.getElement(i))) {
                return true;
            }
        }
        return false;
    }

    /// The name of the wrong field, such as `routes[0].steps[2].title`.
    private static String fieldOf(Error error) {
        NodePath path = error.getInstanceLocation();
        String field = "";
        for (int i = 0; i < path.getNameCount(); i++) {
            field =
                    path.getElement(i) instanceof Integer index
                            ? field + "[" + index + "]"
                            : LocatedJson.fieldName(field, path.getName(i));
        }
        String property = error.getProperty();
        return property == null ? field : LocatedJson.fieldName(field, property);
    }

    /// Says what is wrong in plain words; a rule without a text of Handrail's own keeps the
    /// validator's English one.
    private static Message describeError(Error error) {
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "additionalProperties", "propertyNames" ->
                    Message.of("store.runbook.unknown-field");
            case "required" -> Message.of("store.runbook.missing");
            case "type" -> describeType(rule.asString());
            case "enum" -> Message.of("store.runbook.not-one-of", String.join(", ", toTexts(rule)));
            case "const" -> Message.of("store.runbook.not-constant", rule.toString());
            case "pattern" -> Message.of("store.runbook.not-pattern", rule.asString());
            case "minLength", "minItems" -> Message.of("store.runbook.empty");
            case "oneOf" ->
                    Message.of(
                            "store.runbook.not-exactly-one", String.join(", ", listChoices(rule)));
            default -> Message.literal(error.getMessage() + ".");
        };
    }

    private static Message describeType(String type) {
        return switch (type) {
            case "string" -> Message.of("store.runbook.not-text");
            case "array" -> Message.of("store.runbook.not-list", "[ ]");
            case "object" -> Message.of("store.runbook.not-object", "{ }");
            case "boolean" -> Message.of("store.runbook.not-boolean");
            case "integer" -> Message.of("store.runbook.not-integer");
            default -> Message.of("store.runbook.not-constant", type);
        };
    }

    /// The required fields of each branch of a `oneOf`, joined with ` + `.
    private static List<String> listChoices(JsonNode branches) {
        List<String> choices = new ArrayList<>();
        branches.forEach(
                branch -> choices.add(String.join(" + ", toTexts(branch.path("required")))));
        return choices;
    }

    private static List<String> toTexts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
