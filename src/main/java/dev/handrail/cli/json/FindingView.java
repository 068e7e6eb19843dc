package dev.handrail.cli.json;

import dev.handrail.model.Finding;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A finding of a plan. `key`: the name for `--waive`. `fix`: how to remove the cause. `waiver`:
/// the reason for which it is waived, or empty. `blocks`: the upgrade cannot start because of it.
public record FindingView(
        String key,
        String severity,
        String title,
        @Nullable MessageView titleMessage,
        String why,
        @Nullable MessageView whyMessage,
        String fix,
        @Nullable MessageView fixMessage,
        String source,
        boolean waivable,
        String waiver,
        boolean blocks) {

    static List<FindingView> listOf(List<Finding> findings) {
        return findings.stream().map(FindingView::of).toList();
    }

    private static FindingView of(Finding finding) {
        return new FindingView(
                finding.key(),
                StableNames.toKebabCase(finding.severity()),
                MessageView.englishText(finding.title()),
                MessageView.of(finding.title()),
                MessageView.englishText(finding.why()),
                MessageView.of(finding.why()),
                MessageView.englishText(finding.fix()),
                MessageView.of(finding.fix()),
                finding.source(),
                finding.waivable(),
                finding.waiver().orElse(""),
                finding.blocksUpgrade());
    }
}
