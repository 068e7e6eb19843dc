package dev.handrail.ui.console.buffer;

import java.nio.charset.StandardCharsets;

/// A line that no longer changes.
///
/// `runs`: pairs of a first character and its [CellStyle], in order; empty when all is plain. `at`:
/// when it began, in milliseconds. `step`: the number of the step it belongs to. `heading`: it was
/// made by Handrail to say what begins. `joined`: it goes on the line before, which was too long
/// for one.
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
