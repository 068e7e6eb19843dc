package dev.handrail.ui.console.buffer;

import java.nio.charset.StandardCharsets;

/// A line that can no longer change.
///
/// `runs` are pairs of a first character and its [CellStyle], in order; empty when all text is
/// plain. `at` is when the line began, in milliseconds. `step` is the number of its step. `heading`
/// says that Handrail added it when a step began. `joined` says that it continues the line before,
/// which was too long.
@SuppressWarnings("ArrayRecordComponent")
public // compared nowhere, and there are millions of them
record ConsoleLine(String text, long[] runs, long at, long step, boolean heading, boolean joined) {
    static final long[] PLAIN = {};

    /// A heading that Handrail adds when a step begins.
    static ConsoleLine headingLine(String text, long at, long step) {
        return new ConsoleLine(text, PLAIN, at, step, true, false);
    }

    /// About how many bytes of memory the line takes.
    int memoryWeight() {
        return 64 + text.length() + 8 * runs.length;
    }

    byte[] encodedText() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
