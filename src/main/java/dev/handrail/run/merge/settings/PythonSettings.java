package dev.handrail.run.merge.settings;

import dev.handrail.model.Message;
import dev.handrail.run.merge.settings.SettingsReading.Settings;
import dev.handrail.run.merge.settings.SettingsReading.Unreadable;

import java.util.ArrayList;
import java.util.List;

/// Reads what `settings-python.sh` prints: the settings of Python files.
public final class PythonSettings {
    private static final int FIELDS = 8;

    private PythonSettings() {}

    /// Returns one entry for each file. Empty if the output is not as it has to be. `sizes`: of the
    /// files, in bytes.
    public static List<SettingsReading> parseOutput(String output, List<Integer> sizes) {
        List<SettingsReading> files = new ArrayList<>();
        List<String> lines = output.lines().toList();
        int at = 0;
        while (at < lines.size() && files.size() < sizes.size()) {
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).equals("F")) {
                end++;
            }
            if (!lines.get(at).equals("F")) {
                return List.of();
            }
            files.add(parseFile(lines.subList(at + 1, end), sizes.get(files.size())));
            at = end;
        }
        return files.size() == sizes.size() && at == lines.size() ? List.copyOf(files) : List.of();
    }

    private static SettingsReading parseFile(List<String> lines, int size) {
        List<SettingEntry> entries = new ArrayList<>();
        for (String line : lines) {
            if (line.matches("E [0-9]{1,9}")) {
                return SettingsReading.brokenAt(Integer.parseInt(line.substring(2)));
            }
            String[] fields = line.split(" ", FIELDS);
            if (!line.matches("S( [0-9]{1,9}){3} [01] [01] (-1|[0-9]{1,9}) \\S.*")
                    || !addEntry(entries, fields, size)) {
                return new Unreadable(Message.of("run.settings.no-answer"));
            }
        }
        return new Settings(List.copyOf(entries));
    }

    /// False if it stands outside of the file.
    private static boolean addEntry(List<SettingEntry> entries, String[] fields, int size) {
        int start = Integer.parseInt(fields[1]);
        int begin = Integer.parseInt(fields[2]);
        int end = Integer.parseInt(fields[3]);
        int parent = Integer.parseInt(fields[6]);
        if (start > begin || begin > end || end > size || parent >= entries.size()) {
            return false;
        }
        entries.add(
                new SettingEntry(
                        fields[7],
                        parent < 0 ? "" : entries.get(parent).name(),
                        start,
                        begin,
                        end,
                        fields[4].equals("1"),
                        fields[5].equals("1")));
        return true;
    }
}
