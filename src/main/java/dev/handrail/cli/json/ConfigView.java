package dev.handrail.cli.json;

import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.summary.MergeSummary.MergedChange;
import dev.handrail.model.summary.MergeSummary.MergedFile;
import dev.handrail.model.summary.MergedSetting;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a run decided about its configuration files. Lines are masked.
public record ConfigView(String run, List<FileView> files) {

    /// `step`: the one that writes the file. `written`: it has succeeded.
    record FileView(
            int hop,
            String step,
            String file,
            boolean written,
            List<ChangeView> changes,
            List<SettingView> settings) {}

    /// A setting that the changes decide about; a value that is not set is left out. `takes`: as in
    /// a change, or `by-lines`. `why`: what the runbook advises; empty if nothing.
    record SettingView(
            String name,
            String what,
            @Nullable String mine,
            @Nullable String oldDefault,
            @Nullable String newDefault,
            String takes,
            String why) {
        static SettingView of(MergedSetting merged) {
            SettingChange setting = merged.setting();
            return new SettingView(
                    setting.name(),
                    StableNames.toKebabCase(setting.kind()),
                    setting.mine().orElse(null),
                    setting.base().orElse(null),
                    setting.fresh().orElse(null),
                    merged.isDecidedWhole()
                            ? StableNames.toKebabCase(merged.changes().getFirst().choice())
                            : "by-lines",
                    MessageView.englishText(merged.describeReason()));
        }
    }

    /// `takes`: `mine`, `new`, `both` or `typed`. `by`: `handrail`, `admin` or `prepared-answer`.
    record ChangeView(int line, List<String> mine, List<String> fresh, String takes, String by) {}

    public static ConfigView of(String run, List<MergedFile> files) {
        return new ConfigView(run, files.stream().map(ConfigView::viewFile).toList());
    }

    private static FileView viewFile(MergedFile file) {
        return new FileView(
                file.hop() + 1,
                file.step(),
                file.file(),
                file.written(),
                file.changes().stream().map(ConfigView::viewChange).toList(),
                MergedSetting.listSettings(file).stream().map(SettingView::of).toList());
    }

    private static ChangeView viewChange(MergedChange change) {
        return new ChangeView(
                change.lines().mineLine(),
                change.lines().mine(),
                change.lines().fresh(),
                StableNames.toKebabCase(change.choice()),
                StableNames.toKebabCase(change.by()));
    }
}
