package dev.handrail.store;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;

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

    void check(JsonNode root, RunbookErrors errors) {
        for (Error error : schema.validate(root)) {
            // What lies below a choice says why each of its branches fails: the choice itself says
            // it better.
            if (!within(error.getEvaluationPath(), "oneOf")) {
                errors.add(field(error), message(error));
            }
        }
    }

    private static boolean within(NodePath path, String keyword) {
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            if (keyword.equals(path.getElement(i))) {
                return true;
            }
        }
        return false;
    }

    private static String field(Error error) {
        NodePath path = error.getInstanceLocation();
        String field = "";
        for (int i = 0; i < path.getNameCount(); i++) {
            field =
                    path.getElement(i) instanceof Integer index
                            ? field + "[" + index + "]"
                            : LocatedJson.field(field, path.getName(i));
        }
        String property = error.getProperty();
        return property == null ? field : LocatedJson.field(field, property);
    }

    private static String message(Error error) {
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "additionalProperties", "propertyNames" -> "is not a known field here.";
            case "required" -> "is missing.";
            case "type" -> "must be " + type(error) + ".";
            case "enum" -> "must be one of " + String.join(", ", texts(rule)) + ".";
            case "const" -> "must be " + rule + ".";
            case "pattern" -> "does not have the right form (" + rule.asString() + ").";
            case "minLength", "minItems" -> "must not be empty.";
            case "oneOf" -> "must have exactly one of " + String.join(", ", choices(rule)) + ".";
            default -> error.getMessage() + ".";
        };
    }

    private static String type(Error error) {
        return switch (error.getSchemaNode().asString()) {
            case "string" -> "a text in quotes";
            case "array" -> "a list in [ ]";
            case "object" -> "an object in { }";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> error.getSchemaNode().asString();
        };
    }

    private static List<String> choices(JsonNode branches) {
        List<String> choices = new ArrayList<>();
        branches.forEach(
                branch -> choices.add(String.join(" with ", texts(branch.path("required")))));
        return choices;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
