package dev.handrail.run.merge;

/// A part of a merged file: the lines of the three files that stand there. `base` is empty where it
/// does not matter.
record MergeSegment(SegmentKind kind, LineRange base, LineRange mine, LineRange fresh) {
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

    MergeSegment withKind(SegmentKind other) {
        return new MergeSegment(other, base, mine, fresh);
    }
}
