package dev.handrail.store;

import dev.handrail.model.ScriptText;
import dev.handrail.run.Recording;

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
    static final String PLACE = "recording/practice.json";

    private RecordingFile() {}

    public static Recording builtIn() {
        return read(ScriptText.builtIn(PLACE).text());
    }

    /// Throws where the text is no recording: it is part of Handrail, so that is a bug.
    static Recording read(String text) {
        List<Recording.Entry> entries = entries(parsed(text));
        try {
            return new Recording(entries);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw damaged("", e);
        }
    }

    private static LocatedJson parsed(String text) {
        try {
            return LocatedJson.parse(text);
        } catch (JacksonException e) {
            throw damaged("line " + e.getLocation().getLineNr() + ": ", e);
        }
    }

    private static List<Recording.Entry> entries(LocatedJson json) {
        EventJson events = new EventJson();
        int format = json.root().path("format").asInt(Integer.MAX_VALUE);
        List<Recording.Entry> entries = new ArrayList<>();
        Instant at = Instant.EPOCH;
        long seq = 1;
        for (JsonNode node : json.root().path("entries")) {
            try {
                Duration after = Duration.ofMillis(node.required("after").intValue());
                at = at.plus(after);
                if (node.has("kind")) {
                    byte[] body = node.required("body").toString().getBytes(StandardCharsets.UTF_8);
                    String kind = node.required("kind").stringValue();
                    entries.add(
                            new Recording.Happened(
                                    after, events.read(kind, format, body, seq++, at)));
                } else {
                    long step = node.required("step").longValue();
                    String text = node.required("text").stringValue();
                    entries.add(new Recording.Said(after, step, text));
                }
            } catch (JacksonException | IllegalStateException | ClassCastException e) {
                int line = json.line("entries[" + entries.size() + "]");
                throw damaged("line " + line + ": ", e);
            }
        }
        return entries;
    }

    private static IllegalStateException damaged(String where, RuntimeException why) {
        return new IllegalStateException(
                "Handrail is not whole: " + PLACE + ": " + where + why.getMessage(), why);
    }
}
