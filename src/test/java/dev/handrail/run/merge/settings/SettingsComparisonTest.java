package dev.handrail.run.merge.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.settings.SettingChange.SettingKind;
import dev.handrail.run.merge.settings.SettingsComparison.ChangedLines;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What happened to each setting, and which changes of lines decide about it.
@Tag("fast")
class SettingsComparisonTest {
    private static final String BASE =
            "[a]\nsame = 1\nold = 1\nboth = 1\nmine = 1\ngone = 1\ncut = 1\nalike = 1\n";
    private static final String MINE =
            "[a]\nsame = 1\nold = 1\nboth = 2\nmine = 2\ngone = 1\nalike = 2\nonly = 1\n";
    private static final String FRESH =
            "[a]\nsame = 1\nold = 2\nboth = 3\nmine = 1\ncut = 1\nalike = 2\nnew = 1\n";

    @Test
    void saysWhatHappened() {
        SettingsComparison comparison =
                new SettingsComparison(ini(MINE), Optional.of(ini(BASE)), ini(FRESH), List.of());
        assertEquals(
                Map.of(
                        "a.old", SettingKind.DEFAULT_CHANGED,
                        "a.both", SettingKind.BOTH_CHANGED,
                        "a.mine", SettingKind.YOURS,
                        "a.gone", SettingKind.REMOVED,
                        "a.cut", SettingKind.REMOVED_BY_YOU,
                        "a.alike", SettingKind.SAME,
                        "a.only", SettingKind.ONLY_YOURS,
                        "a.new", SettingKind.NEW),
                comparison.compareSettings().stream()
                        .collect(Collectors.toMap(SettingChange::name, SettingChange::kind)));
        assertEquals(1, comparison.sameCount());
    }

    @Test
    void withoutAnOldDefaultNobodyIsSaidToHaveChangedAnything() {
        List<SettingChange> found =
                new SettingsComparison(
                                ini("a = 1\nb = 1\nc = 1\n"),
                                Optional.empty(),
                                ini("a = 2\nb = 1\nd = 1\n"),
                                List.of())
                        .compareSettings();
        assertEquals(
                List.of(SettingKind.DIFFERENT, SettingKind.ONLY_YOURS, SettingKind.NEW),
                found.stream().map(SettingChange::kind).toList());
    }

    @Test
    void aSettingLiesInTheChangesOfItsLines() {
        List<SettingChange> found =
                new SettingsComparison(
                                ini("a = 1\nb = 1\nc = 1\n"),
                                Optional.empty(),
                                ini("a = 1\nb = 2\nc = 2\nd = 3\n"),
                                List.of(new ChangedLines(1, 3, 1, 3), new ChangedLines(3, 3, 3, 4)))
                        .compareSettings();
        assertEquals(
                List.of(List.of(0), List.of(0), List.of(1)),
                found.stream().map(SettingChange::changes).toList());
        assertTrue(found.get(0).sharesChange(found.get(1)));
        assertTrue(found.stream().allMatch(SettingChange::isDecidable));
    }

    /// The admin's own line in a value stays, whatever is chosen for the changes.
    @Test
    void aValueOfWhichOnlyALineIsDecidedIsLeftToTheLines() {
        SettingChange value =
                new SettingsComparison(
                                ini("a = 1\n  ours\n  2\n"),
                                Optional.of(ini("a = 1\n  2\n")),
                                ini("a = 1\n  3\n"),
                                List.of(new ChangedLines(2, 3, 1, 2)))
                        .compareSettings()
                        .getFirst();
        assertEquals(List.of(0), value.changes());
        assertTrue(value.partial());
    }

    @Test
    void aSettingThatStandsTwiceIsLeftToTheLines() {
        SettingsComparison comparison =
                new SettingsComparison(
                        ini("a = 1\na = 2\n"), Optional.empty(), ini("a = 3\n"), List.of());
        assertEquals(List.of(), comparison.compareSettings());
        assertEquals(List.of("a"), comparison.unsureNames());
    }

    @Test
    void aGroupThatIsOneValueElsewhereIsComparedAsAWhole() {
        List<SettingChange> found =
                new SettingsComparison(
                                yaml("a:\n  b: 1\n  c: {d: 2}\n"),
                                Optional.empty(),
                                yaml("a: null\n"),
                                List.of())
                        .compareSettings();
        assertEquals(List.of("a"), found.stream().map(SettingChange::name).toList());
        assertEquals(Optional.of("b: 1\n  c: {d: 2}"), found.getFirst().mine());
    }

    @Test
    void valuesAreShownAsTheyAreRedactedAndComparedAsTheyAre() {
        byte[] mine = bytes("k = abc\n");
        byte[] fresh = bytes("k = abd\n");
        byte[] stars = bytes("k = ***\n");
        SettingChange key =
                new SettingsComparison(
                                new SettingsFile(mine, stars, entries(SettingsFormat.INI, mine)),
                                Optional.empty(),
                                new SettingsFile(fresh, stars, entries(SettingsFormat.INI, fresh)),
                                List.of())
                        .compareSettings()
                        .getFirst();
        assertEquals(SettingKind.DIFFERENT, key.kind());
        assertEquals(Optional.of("***"), key.mine());
    }

    private static SettingsFile ini(String text) {
        return file(SettingsFormat.INI, text);
    }

    private static SettingsFile yaml(String text) {
        return file(SettingsFormat.YAML, text);
    }

    private static SettingsFile file(SettingsFormat format, String text) {
        return new SettingsFile(bytes(text), bytes(text), entries(format, bytes(text)));
    }

    private static List<SettingEntry> entries(SettingsFormat format, byte[] text) {
        return SettingsSample.read(format::readSettings, text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
