package dev.handrail.run.merge.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.run.merge.settings.SettingsReading.Settings;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/// A random file, with what its settings are: written and read again.
final class SettingsSample {
    private final Random random;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, String> values = new TreeMap<>();
    private final String lineEnd;

    SettingsSample(long seed) {
        this.random = new Random(seed);
        this.lineEnd = random.nextBoolean() ? "\n" : "\r\n";
    }

    Random random() {
        return random;
    }

    String lineEnd() {
        return lineEnd;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    SettingsSample add(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    SettingsSample addLine(String text) {
        return add(text + lineEnd);
    }

    /// Writes the value here, and expects it under the name.
    SettingsSample addValue(String name, String value) {
        values.put(name, value);
        return add(value);
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// The reader finds these settings and no other. Each can be replaced: all other bytes stay,
    /// and so do the other settings.
    void check(Function<byte[], SettingsReading> reader, String replacement) {
        List<SettingEntry> found = read(reader, bytes());
        assertEquals(values, valuesOf(found, bytes()));
        for (SettingEntry entry : found.stream().filter(e -> !e.group()).toList()) {
            byte[] changed = replaceValue(bytes(), entry, replacement);
            Map<String, String> expected = new TreeMap<>(values);
            expected.put(entry.name(), replacement);
            assertEquals(expected, valuesOf(read(reader, changed), changed));
        }
    }

    /// The same with a reader of many files at once.
    void checkAll(
            SettingsReading reading,
            String replacement,
            Function<List<byte[]>, List<SettingsReading>> reader) {
        List<SettingEntry> found = read(file -> reading, bytes());
        assertEquals(values, valuesOf(found, bytes()));
        List<SettingEntry> leaves = found.stream().filter(e -> !e.group()).toList();
        List<byte[]> changed =
                leaves.stream().map(entry -> replaceValue(bytes(), entry, replacement)).toList();
        List<SettingsReading> again = reader.apply(changed);
        for (int i = 0; i < leaves.size(); i++) {
            SettingsReading after = again.get(i);
            Map<String, String> expected = new TreeMap<>(values);
            expected.put(leaves.get(i).name(), replacement);
            assertEquals(expected, valuesOf(read(file -> after, changed.get(i)), changed.get(i)));
        }
    }

    static List<SettingEntry> read(Function<byte[], SettingsReading> reader, byte[] file) {
        return assertInstanceOf(
                        Settings.class,
                        reader.apply(file),
                        () -> reader.apply(file) + "\n" + new String(file, StandardCharsets.UTF_8))
                .entries();
    }

    private static byte[] replaceValue(byte[] file, SettingEntry entry, String value) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(file, 0, entry.begin());
        changed.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        changed.write(file, entry.end(), file.length - entry.end());
        return changed.toByteArray();
    }

    static Map<String, String> valuesOf(List<SettingEntry> entries, byte[] file) {
        Map<String, String> values = new TreeMap<>();
        for (SettingEntry entry : entries) {
            if (!entry.group()) {
                values.put(
                        entry.name(),
                        new String(
                                file,
                                entry.begin(),
                                entry.end() - entry.begin(),
                                StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    static List<String> names(List<SettingEntry> entries) {
        List<String> names = new ArrayList<>();
        entries.forEach(entry -> names.add(entry.name()));
        return names;
    }
}
