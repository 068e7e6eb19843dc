package dev.handrail.store;

import dev.handrail.model.RunEvent;
import dev.handrail.model.ScriptText;
import dev.handrail.run.replay.RunRecording;
import dev.handrail.store.file.LocatedJson;
import dev.handrail.store.history.EventJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads the recording of a practice run, which `src/dev/record` makes.
///
/// `entries` has one object for each event (`kind`, `body`) and each piece of output (`step`,
/// `text`), with the milliseconds since the one before in `after`. Events are numbered from 1 in
/// their order; `format` is that of their bodies.
public final class RecordingFile {
    /// The recording among the resources of Handrail.
    static final String PLACE = "recording/practice.json";

    private RecordingFile() {}

    public static RunRecording builtIn() {
        return readRecording(ScriptText.builtIn(PLACE).text());
    }

    /// Throws if the text is no recording: it is part of Handrail, so that is a bug.
    static RunRecording readRecording(String text) {
        List<RunRecording.RecordedEntry> entries = readEntries(parseJson(text));
        try {
            return new RunRecording(entries);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw damagedRecording("", e);
        }
    }

    private static LocatedJson parseJson(String text) {
        try {
            return LocatedJson.parseJson(text);
        } catch (JacksonException e) {
            throw damagedRecording("line " + e.getLocation().getLineNr() + ": ", e);
        }
    }

    /// Each entry says how many milliseconds it comes after the one before it. Entries with a
    /// `kind` are events; the others are output.
    private static List<RunRecording.RecordedEntry> readEntries(LocatedJson json) {
        EntryReader reader = new EntryReader(json.root().path("format").asInt(Integer.MAX_VALUE));
        List<RunRecording.RecordedEntry> entries = new ArrayList<>();
        for (JsonNode node : json.root().path("entries")) {
            try {
                entries.add(reader.readEntry(node));
            } catch (JacksonException | IllegalStateException | ClassCastException e) {
                int line = json.lineOf("entries[" + entries.size() + "]");
                throw damagedRecording("line " + line + ": ", e);
            }
        }
        return entries;
    }

    /// Reads the entries one after the other, and keeps count of time and events.
    private static final class EntryReader {
        private final EventJson events = new EventJson();
        private final int format;
        private Instant at = Instant.EPOCH;
        private long seq;

        EntryReader(int format) {
            this.format = format;
        }

        RunRecording.RecordedEntry readEntry(JsonNode node) {
            Duration after = Duration.ofMillis(node.required("after").intValue());
            at = at.plus(after);
            return node.has("kind")
                    ? new RunRecording.EventEntry(after, readEvent(node))
                    : new RunRecording.OutputEntry(
                            after,
                            node.required("step").longValue(),
                            node.required("text").stringValue());
        }

        private RunEvent readEvent(JsonNode node) {
            byte[] body = node.required("body").toString().getBytes(StandardCharsets.UTF_8);
            seq++;
            return events.readEvent(node.required("kind").stringValue(), format, body, seq, at);
        }
    }

    private static IllegalStateException damagedRecording(String where, RuntimeException why) {
        return new IllegalStateException(
                "Handrail is not whole: " + PLACE + ": " + where + why.getMessage(), why);
    }
}
