package dev.handrail.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.handrail.model.Run;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.DataStore;
import dev.handrail.store.Histories;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The published schema of the JSON report tells what reports have.
@Tag("fast")
class ReportSchemaTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @TempDir Path folder;

    @Test
    void everyReportIsAsTheSchemaSays() {
        try (DataStore store = open()) {
            Samples.whole().forEach(event -> store.journal().appendEvent("a", event));
            store.journal().appendOutput("a", 5, 0, "boiled dry\n".getBytes(UTF_8));
            assertEquals(List.of(), complaints(store.journal(), "a"));
        }
    }

    @Test
    void reportsOfOldRunsAreAsTheSchemaSays() throws Exception {
        Histories.put("version-2-runs", folder);
        try (DataStore store = open()) {
            List<RunSummary> runs = store.journal().listRuns();
            assertEquals(6, runs.size());
            for (RunSummary run : runs) {
                assertEquals(List.of(), complaints(store.journal(), run.id()), run.id());
            }
        }
    }

    @Test
    void theSchemaNamesEveryField() {
        JsonNode root = MAPPER.readTree(ReportRenderer.readSchema());
        List<String> missing = new ArrayList<>();
        collectMissing(RunReport.class, root, root, missing);
        assertEquals(List.of(), missing);
    }

    @Test
    void aReportWithoutAFieldIsRefused() {
        try (DataStore store = open()) {
            Samples.whole().forEach(event -> store.journal().appendEvent("a", event));
            Run run = Run.of("a", store.journal().readEvents("a"));
            String json = ReportRenderer.renderJson(run, store.journal());
            for (String name : List.of("verdict", "hops", "sha256", "severity")) {
                String lacking = json.replace("\"" + name + "\"", "\"" + name + "2\"");
                assertTrue(complaints(lacking).toString().contains(name), name);
            }
        }
    }

    private DataStore open() {
        return ((StoreOpenResult.Ready) DataStore.open(folder)).store();
    }

    private static List<String> complaints(Journal journal, String id) {
        Run run = Run.of(id, journal.readEvents(id));
        return complaints(ReportRenderer.renderJson(run, journal));
    }

    private static List<String> complaints(String json) {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(ReportRenderer.readSchema(), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }

    private static void collectMissing(
            Class<?> type, JsonNode schema, JsonNode root, List<String> missing) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode property = resolve(schema, root).path("properties").path(component.getName());
            String what = type.getSimpleName() + "." + component.getName();
            if (property.isMissingNode()
                    || resolve(property, root).path("description").isMissingNode()) {
                missing.add(what);
            }
            Class<?> inner = innermost(component.getGenericType());
            if (inner.isRecord() && inner.getName().startsWith("dev.handrail.report.RunReport")) {
                collectMissing(inner, property, root, missing);
            }
        }
    }

    /// What a reference, a list or a value that may be null describes.
    private static JsonNode resolve(JsonNode node, JsonNode root) {
        if (node.has("$ref")) {
            return root.at(node.get("$ref").asString().substring(1));
        }
        if (node.has("items") && node.get("items").has("$ref")) {
            return resolve(node.get("items"), root);
        }
        return node.has("anyOf") && !node.has("properties") ? node.get("anyOf").get(1) : node;
    }

    private static Class<?> innermost(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() != Map.class) {
            return innermost(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> known ? known : Object.class;
    }
}
