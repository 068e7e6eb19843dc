package dev.handrail.store.history.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.store.file.JsonMapping;
import dev.handrail.store.history.integrity.EventChain;
import dev.handrail.store.history.integrity.StoredEvent;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Files with checksums that fit, but with events that no Handrail wrote.
@Tag("fast")
class CraftedArchiveTest {
    private static final String RUN = "20261129-120000-aaaaaa";

    @TempDir Path here;
    @TempDir Path there;

    /// What was done to the events.
    enum Craft {
        NO_START,
        TWO_STARTS,
        REVERSED;

        List<StoredEvent> change(List<StoredEvent> events) {
            List<StoredEvent> changed = new ArrayList<>(events);
            switch (this) {
                case NO_START -> changed.removeFirst();
                case TWO_STARTS -> changed.add(changed.getFirst());
                case REVERSED -> Collections.reverse(changed.subList(1, changed.size()));
            }
            return changed;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoRunIsRefusedAndLocksNobodyOut(Craft craft) throws Exception {
        Path file = here.resolve("file");
        try (DataStore from = open(here)) {
            Samples.whole().forEach(event -> from.journal().appendEvent(RUN, event));
            from.exportRun(RUN, file);
        }
        rewrite(file, craft);
        try (DataStore to = open(there)) {
            ImportResult.Refused refused =
                    assertInstanceOf(ImportResult.Refused.class, to.importRun(file));
            assertEquals("file.import-damaged", refused.problem().key());
        }
        try (DataStore again = open(there)) {
            assertEquals(List.of(), again.journal().listRuns());
        }
    }

    private static DataStore open(Path folder) {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store();
    }

    private static void rewrite(Path file, Craft craft) throws Exception {
        RunArchive archive = RunArchive.readFile(file);
        EventChain chain = archive.chain();
        byte[] sum = EventChain.startSum(chain.run(), chain.late());
        List<StoredEvent> events = new ArrayList<>();
        for (StoredEvent old : craft.change(archive.events())) {
            StoredEvent bare = renumber(old, events.size() + 1L);
            sum = bare.sumAfter(sum);
            events.add(bare.withSum(sum));
        }
        String head = HexFormat.of().formatHex(sum);
        List<Object> lines = new ArrayList<>();
        lines.add(new ArchiveLine.Header(1, chain.run(), chain.late(), events.size(), head));
        events.forEach(event -> lines.add(ArchiveLine.EventLine.of(event)));
        writeLines(file, lines);
    }

    private static StoredEvent renumber(StoredEvent old, long seq) {
        return new StoredEvent(
                seq, old.at(), old.kind(), old.format(), old.packed(), old.body(), new byte[0]);
    }

    private static void writeLines(Path file, List<Object> lines) throws IOException {
        JsonMapper mapper = JsonMapping.createMapper();
        LineDigest digest = new LineDigest();
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8)) {
            for (Object line : lines) {
                String text = mapper.writeValueAsString(line);
                digest.addLine(text);
                out.write(text + "\n");
            }
            out.write(mapper.writeValueAsString(digest.end()) + "\n");
        }
    }
}
