package dev.handrail.store.runbook;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;

import dev.handrail.store.file.LocatedJson;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Holds a runbook against `runbook.schema.json` and says in plain words where it differs.
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

    void validateRunbook(JsonNode root, RunbookErrors errors) {
        for (Error error : schema.validate(root)) {
            // What lies below a choice says why each of its branches fails: the choice itself says
            // it better.
            if (!isWithin(error.getEvaluationPath(), "oneOf")) {
                errors.addError(fieldOf(error), describeError(error));
            }
        }
    }

    private static boolean isWithin(NodePath path, String keyword) {
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            if (keyword.equals(path.getElement(i))) {
                return true;
            }
        }
        return false;
    }

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

    private static String describeError(Error error) {
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "additionalProperties", "propertyNames" -> "is not a known field here.";
            case "required" -> "is missing.";
            case "type" -> "must be " + describeType(error) + ".";
            case "enum" -> "must be one of " + String.join(", ", toTexts(rule)) + ".";
            case "const" -> "must be " + rule + ".";
            case "pattern" -> "does not have the right form (" + rule.asString() + ").";
            case "minLength", "minItems" -> "must not be empty.";
            case "oneOf" ->
                    "must have exactly one of " + String.join(", ", listChoices(rule)) + ".";
            default -> error.getMessage() + ".";
        };
    }

    private static String describeType(Error error) {
        return switch (error.getSchemaNode().asString()) {
            case "string" -> "a text in quotes";
            case "array" -> "a list in [ ]";
            case "object" -> "an object in { }";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> error.getSchemaNode().asString();
        };
    }

    private static List<String> listChoices(JsonNode branches) {
        List<String> choices = new ArrayList<>();
        branches.forEach(
                branch -> choices.add(String.join(" with ", toTexts(branch.path("required")))));
        return choices;
    }

    private static List<String> toTexts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
