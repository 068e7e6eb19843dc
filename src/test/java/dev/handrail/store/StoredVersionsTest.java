package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.run.Journal;
import dev.handrail.store.history.ListingTable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What an earlier Handrail wrote down can be read for ever.
@Tag("fast")
class StoredVersionsTest {
    private static final String RUN = "20261120-0200-tea";

    @TempDir Path folder;

    @Test
    void readsAHistoryOfVersion1() throws Exception {
        Histories.put("version-1", folder);
        try (DataStore store =
                assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store()) {
            Journal journal = store.journal();
            assertEquals(Samples.whole(), journal.readEvents(RUN));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            journal.readOutput(
                    RUN,
                    5,
                    0,
                    (off, bytes) -> {
                        out.writeBytes(bytes);
                        return true;
                    });
            assertEquals("heating\nboiled dry\n", out.toString(UTF_8));
            assertEquals(
                    List.of(
                            new Journal.RunSummary(
                                    RUN,
                                    "admin@tea.example.org",
                                    "tea",
                                    "Tea",
                                    "2.4",
                                    "v2.5.1",
                                    "2026-11-20T02:00:00.123456Z",
                                    "2026-11-20T02:00:23.123456Z",
                                    "UPGRADED",
                                    "",
                                    RunKind.UPGRADE,
                                    RunScope.LIVE)),
                    journal.listRuns());
        }
    }

    /// Each run as its fold says it: id, kind, status and result, then how many of its steps came
    /// to which end.
    @Test
    void foldsTheRealRunsOfVersion1() throws Exception {
        Histories.put("version-1-runs", folder);
        try (DataStore store =
                assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store()) {
            Journal journal = store.journal();
            assertEquals(
                    List.of(
                            "20261129-061954-68d8af UPGRADE PRACTICE RUNNING 6 OK, 1 running, 2"
                                    + " waiting",
                            "20261129-061947-0d3e56 FIX PRACTICE FINISHED MENDED 1 OK",
                            "20261129-061811-16404b UPGRADE RECORDED FINISHED UPGRADED 9 OK",
                            "20261129-061748-76b636 UPGRADE LIVE FINISHED UPGRADED 9 OK",
                            "20261129-061724-e89f8e UPGRADE PRACTICE PAUSED MERGE 5 OK, 1 running,"
                                    + " 3 waiting",
                            "20261129-061710-7399f0 UPGRADE PRACTICE PAUSED FAILED 1 FAILED, 6 OK,"
                                    + " 2 waiting",
                            "20261129-061636-c2eb00 UPGRADE PRACTICE FINISHED ENDED 1 FAILED, 6 OK,"
                                    + " 2 waiting",
                            "20261129-061627-bacc3a VERIFICATION PRACTICE FINISHED VERIFIED 3 OK",
                            "20261129-061620-434846 ROLL_BACK PRACTICE FINISHED ROLLED_BACK 6 OK",
                            "20261129-061611-64f3c2 UPGRADE PRACTICE FINISHED ENDED 1 FAILED, 6 OK,"
                                    + " 2 waiting",
                            "20261129-061600-6465b5 UPGRADE PRACTICE FINISHED UPGRADED 9 OK"),
                    journal.listRuns().stream()
                            .map(line -> Run.of(line.id(), journal.readEvents(line.id())))
                            .map(StoredVersionsTest::told)
                            .toList());
        }
    }

    private static String told(Run run) {
        RunEvent.RunStarted start = run.start();
        String result = run.finished().map(end -> " " + end.result()).orElse("");
        String open = run.open().map(asked -> " " + asked.question().kind()).orElse("");
        return run.id()
                + (" " + start.kind() + " " + start.scope())
                + (" " + run.status() + result + open)
                + (" " + steps(run));
    }

    private static String steps(Run run) {
        Map<String, Long> ends =
                run.steps().stream()
                        .collect(
                                Collectors.groupingBy(
                                        step ->
                                                step.outcome()
                                                        .map(Enum::name)
                                                        .orElse(
                                                                step.isRunning()
                                                                        ? "running"
                                                                        : "waiting"),
                                        TreeMap::new,
                                        Collectors.counting()));
        return ends.entrySet().stream()
                .map(end -> end.getValue() + " " + end.getKey())
                .collect(Collectors.joining(", "));
    }

    @Test
    void readsTheOutputOfTheRealRunsOfVersion1() throws Exception {
        Histories.put("version-1-runs", folder);
        try (DataStore store =
                assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store()) {
            List<String> runs = new ArrayList<>();
            store.journal()
                    .searchOutput(
                            "Upgrade complete!",
                            false,
                            hit -> runs.add(hit.run() + " line " + hit.line()));
            assertEquals(
                    List.of(
                            "20261129-061811-16404b line 16",
                            "20261129-061748-76b636 line 16",
                            "20261129-061600-6465b5 line 16"),
                    runs);
        }
    }

    @Test
    void listsTheRunsOfVersion1WithWhatTheirFoldsSay() throws Exception {
        Histories.put("version-1-runs", folder);
        try (DataStore store =
                assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store()) {
            Journal journal = store.journal();
            for (Journal.RunSummary line : journal.listRuns()) {
                Run run = Run.of(line.id(), journal.readEvents(line.id()));
                assertEquals(ListingTable.of(run), line);
                assertEquals("practice", line.productId());
            }
            assertEquals(11, journal.listRuns().size());
        }
    }
}
