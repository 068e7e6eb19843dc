package dev.handrail.run.merge;

import dev.handrail.redact.SecretRedactor;
import dev.handrail.run.merge.MergeSegment.LineRange;
import dev.handrail.run.merge.settings.SettingEdit;

import org.eclipse.jgit.diff.RawText;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Redacts a file as a whole, because a secret may span several lines, and divides it into the
/// lines of the original.
final class RedactedLines {
    private RedactedLines() {}

    /// Returns one entry for each line of the file, without its end.
    static List<String> of(RawText text) {
        byte[] raw = text.getRawContent();
        byte[] shown = redactBytes(raw);
        List<String> lines = new ArrayList<>(text.size());
        int begin = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\n') {
                lines.add(toLine(shown, begin, i));
                begin = i + 1;
            }
        }
        if (begin < raw.length) {
            lines.add(toLine(shown, begin, raw.length));
        }
        return lines;
    }

    /// Returns the new lines of an edit as the admin sees them where they stand.
    static List<String> of(RawText mine, SettingEdit edit) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        MergeFile.writeLines(whole, mine, new LineRange(0, edit.begin()));
        if (edit.begin() == mine.size() && mine.isMissingNewlineAtEnd()) {
            whole.write('\n');
        }
        whole.writeBytes(edit.shown());
        int count = new RawText(edit.shown()).size();
        MergeFile.writeLines(whole, mine, new LineRange(edit.end(), mine.size()));
        return of(new RawText(whole.toByteArray())).subList(edit.begin(), edit.begin() + count);
    }

    /// The redactor keeps the length of what it redacts.
    static byte[] redactBytes(byte[] raw) {
        SecretRedactor redactor = new SecretRedactor(List.of());
        byte[] ready = redactor.redactNext(raw, raw.length);
        byte[] rest = redactor.redactRest();
        byte[] all = new byte[raw.length];
        System.arraycopy(ready, 0, all, 0, ready.length);
        System.arraycopy(rest, 0, all, ready.length, rest.length);
        return all;
    }

    private static String toLine(byte[] bytes, int begin, int end) {
        int last = end > begin && bytes[end - 1] == '\r' ? end - 1 : end;
        return new String(bytes, begin, last - begin, StandardCharsets.UTF_8);
    }
}
