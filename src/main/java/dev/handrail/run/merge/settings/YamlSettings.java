package dev.handrail.run.merge.settings;

import dev.handrail.model.Message;
import dev.handrail.run.merge.settings.SettingsReading.Settings;
import dev.handrail.run.merge.settings.SettingsReading.Unreadable;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Reads the settings of YAML by the events of its parser. A list is one value.
final class YamlSettings {
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int MOST_LEVELS = 60;

    private final String text;
    private final YamlOffsets offsets;
    private final Iterator<Event> events;
    private final List<SettingEntry> entries = new ArrayList<>();

    private YamlSettings(String text, YamlOffsets offsets) {
        this.text = text;
        this.offsets = offsets;
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    static SettingsReading read(byte[] file) {
        try {
            String decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            boolean marked = decoded.startsWith(BYTE_ORDER_MARK);
            String text = marked ? decoded.substring(1) : decoded;
            return new YamlSettings(text, YamlOffsets.of(text, marked ? 3 : 0)).readDocument();
        } catch (CharacterCodingException e) {
            return new Unreadable(Message.of("run.settings.no-utf8"));
        } catch (MarkedYamlEngineException e) {
            return SettingsReading.brokenAt(e.getProblemMark().map(Mark::getLine).orElse(0) + 1);
        } catch (YamlEngineException e) {
            return new Unreadable(Message.of("run.settings.no-mapping"));
        }
    }

    private SettingsReading readDocument() {
        Event first = nextEvent();
        while (first.getEventId() == ID.StreamStart
                || first.getEventId() == ID.DocumentStart
                || first.getEventId() == ID.Comment) {
            first = nextEvent();
        }
        if (first.getEventId() == ID.StreamEnd) {
            return new Settings(List.of());
        }
        if (first.getEventId() != ID.MappingStart || readMapping("", 1).isEmpty()) {
            return new Unreadable(Message.of("run.settings.no-mapping"));
        }
        boolean alone = nextEvent().getEventId() == ID.DocumentEnd && isAtEnd();
        return alone
                ? new Settings(List.copyOf(entries))
                : new Unreadable(Message.of("run.settings.no-mapping"));
    }

    private boolean isAtEnd() {
        return nextEvent().getEventId() == ID.StreamEnd;
    }

    private Event nextEvent() {
        return events.next();
    }

    /// Adds the parts of a mapping. Returns where it ends; empty if a name is no plain text.
    private Optional<Integer> readMapping(String parent, int level) {
        int end = -1;
        while (true) {
            Event key = nextEvent();
            if (key.getEventId() == ID.MappingEnd) {
                return Optional.of(Math.max(end, endOf(key)));
            }
            if (!(key instanceof ScalarEvent scalar) || level > MOST_LEVELS) {
                return Optional.empty();
            }
            String name = parent.isEmpty() ? scalar.getValue() : parent + "." + scalar.getValue();
            Optional<Integer> after = readValue(name, parent, startOf(key), level);
            if (after.isEmpty()) {
                return Optional.empty();
            }
            end = after.get();
        }
    }

    /// Adds a setting. Returns where its value ends.
    private Optional<Integer> readValue(String name, String parent, int start, int level) {
        Event value = nextEvent();
        int place = entries.size();
        int begin = startOf(value);
        boolean group = value.getEventId() == ID.MappingStart;
        Optional<Integer> end =
                switch (value.getEventId()) {
                    case MappingStart -> readMapping(name, level + 1);
                    case SequenceStart -> Optional.of(skipSequence());
                    default -> Optional.of(Math.max(begin, endOf(value)));
                };
        boolean parts = group && entries.size() > place;
        end.ifPresent(last ->
                entries.add(
                        place,
                        new SettingEntry(
                                name,
                                parent,
                                offsets.at(start),
                                offsets.at(begin),
                                offsets.at(last),
                                parts,
                                false)));
        return end;
    }

    /// Returns where the list ends: its last part, or its bracket.
    private int skipSequence() {
        int depth = 1;
        int end = 0;
        while (depth > 0) {
            Event event = nextEvent();
            depth += levelOf(event.getEventId());
            end = Math.max(end, endOf(event));
        }
        return end;
    }

    private static int levelOf(ID event) {
        return switch (event) {
            case SequenceStart, MappingStart -> 1;
            case SequenceEnd, MappingEnd -> -1;
            default -> 0;
        };
    }

    private static int startOf(Event event) {
        return event.getStartMark().map(Mark::getIndex).orElseThrow();
    }

    /// Where an event ends, without the spaces and line ends after it. A collection in block style
    /// ends where the next thing starts: that is after comments, so its end says nothing.
    private int endOf(Event event) {
        int start = startOf(event);
        int end = event.getEndMark().map(Mark::getIndex).orElseThrow();
        boolean block = levelOf(event.getEventId()) == -1 && end == start;
        int last = block ? 0 : end;
        while (last > 0 && Character.isWhitespace(offsets.characterAt(text, last - 1))) {
            last--;
        }
        return last;
    }
}
