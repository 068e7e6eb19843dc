package dev.handrail.run.merge.settings;

import dev.handrail.model.Message;

import java.util.List;

/// The settings of a file, or why nobody can name them.
public sealed interface SettingsReading {
    /// In the order of the file; a group stands before its parts.
    record Settings(List<SettingEntry> entries) implements SettingsReading {}

    record Unreadable(Message why) implements SettingsReading {}

    /// `line`: counted from 1.
    static Unreadable brokenAt(int line) {
        return new Unreadable(Message.of("run.settings.broken", Integer.toString(line)));
    }
}
