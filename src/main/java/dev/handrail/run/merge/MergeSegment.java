package dev.handrail.run.merge;

import dev.handrail.run.merge.settings.SettingAdviser.FoundAdvice;

import org.eclipse.jgit.diff.RawText;

import java.util.List;
import java.util.Optional;

/// A part of a merged file: the lines of the three files that stand there. `base` is empty where it
/// does not matter. `own`: new lines that are not in the new version, which `fresh` then counts.
record MergeSegment(
        SegmentKind kind,
        LineRange base,
        LineRange mine,
        LineRange fresh,
        Optional<AdvisedLines> own) {
    MergeSegment(SegmentKind kind, LineRange base, LineRange mine, LineRange fresh) {
        this(kind, base, mine, fresh, Optional.empty());
    }

    /// Lines that follow a rule of the runbook. `shown`: as the admin sees them.
    record AdvisedLines(FoundAdvice advice, RawText text, List<String> shown) {}

    enum SegmentKind {
        /// The admin's lines stay: nobody changed them, or only the admin, or both alike.
        KEPT,
        /// Only the new version changed these lines.
        APPLIED,
        /// The admin decides.
        WAITING
    }

    /// Line numbers from 0; `end` is the first line after it.
    record LineRange(int begin, int end) {
        static final LineRange NONE = new LineRange(0, 0);
    }

    static MergeSegment kept(LineRange mine) {
        return new MergeSegment(SegmentKind.KEPT, LineRange.NONE, mine, LineRange.NONE);
    }

    /// The part of this segment between two of its lines, which has no new lines.
    MergeSegment between(int begin, int end) {
        return new MergeSegment(kind, base, new LineRange(begin, end), new LineRange(0, 0));
    }

    /// The admin's lines of an advice, in the place of a part of this segment.
    MergeSegment advised(LineRange lines, AdvisedLines to) {
        LineRange all = new LineRange(0, to.text().size());
        return new MergeSegment(SegmentKind.WAITING, base, lines, all, Optional.of(to));
    }

    MergeSegment withKind(SegmentKind other) {
        return new MergeSegment(other, base, mine, fresh, own);
    }
}
