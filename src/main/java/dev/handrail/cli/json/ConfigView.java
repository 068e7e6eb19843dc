package dev.handrail.cli.json;

import dev.handrail.model.summary.MergeSummary.MergedChange;
import dev.handrail.model.summary.MergeSummary.MergedFile;

import java.util.List;

/// What a run decided about its configuration files. Lines are masked.
public record ConfigView(String run, List<FileView> files) {

    /// `step`: the one that writes the file. `written`: it has succeeded.
    record FileView(int hop, String step, String file, boolean written, List<ChangeView> changes) {}

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
                file.changes().stream().map(ConfigView::viewChange).toList());
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
