package dev.handrail.cli.json;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The products of a server. `host`: facts about the server itself. `problems`: what Handrail could
/// not examine, and why.
public record DetectionView(
        String server,
        List<FactView> host,
        List<ProductView> products,
        List<ProblemView> problems) {

    /// A product on the server. `id`: its runbook's id, for `--product`. `version`: empty when
    /// unknown. `broken`: why it does not work, or empty. `offered`: the versions to which it can
    /// be upgraded.
    public record ProductView(
            String id,
            String name,
            String version,
            String broken,
            @Nullable MessageView brokenMessage,
            ReleasesView releases,
            List<String> offered,
            List<FactView> facts) {

        /// `offered`: the versions that the command line offers, with or without pre-releases.
        public static ProductView of(
                DetectedProduct found, AvailableReleases releases, List<Version> offered) {
            return new ProductView(
                    found.runbook().id(),
                    found.runbook().name(),
                    StableNames.versionText(found.installedVersion()),
                    MessageView.englishText(found.brokenReason().orElse(Message.EMPTY)),
                    MessageView.of(found.brokenReason().orElse(Message.EMPTY)),
                    ReleasesView.of(releases),
                    offered.stream().map(Version::text).toList(),
                    FactView.listOf(found.facts()));
        }
    }

    /// Where the list of releases comes from. `state`: `listed`, `stale`, `unreachable`, `failed`
    /// or `unknown`. `detail`: the reason, or empty.
    record ReleasesView(String state, String detail, @Nullable MessageView detailMessage) {
        static ReleasesView of(AvailableReleases releases) {
            return new ReleasesView(
                    StableNames.toKebabCase(releases.state()),
                    MessageView.englishText(releases.detail()),
                    MessageView.of(releases.detail()));
        }
    }

    /// Takes the products as views, because their releases are read one product at a time.
    public static DetectionView of(
            Target target, DetectionResult found, List<ProductView> products) {
        return new DetectionView(
                target.addressText(),
                FactView.listOf(found.host()),
                products,
                found.problems().stream().map(ProblemView::of).toList());
    }
}
