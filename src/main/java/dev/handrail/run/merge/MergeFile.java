package dev.handrail.run.merge;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;

import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.redact.SecretRedactor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A file on the server and its new version. The real contents stay in memory; the admin sees them
/// redacted. Text is held as ISO 8859-1, which keeps every byte.
final class MergeFile {
    /// The hash of a file that does not exist.
    static final String NONE = "none";

    private final String minePath;
    private final String freshPath;
    private final byte[] fresh;
    private final String mineSha256;
    private final List<String> mineLines;
    private final List<String> freshLines;
    private final List<AbstractDelta<String>> deltas;

    /// `there`: whether the file exists; if not, `mine` is empty.
    MergeFile(String minePath, boolean there, byte[] mine, String freshPath, byte[] fresh) {
        this.minePath = minePath;
        this.freshPath = freshPath;
        this.fresh = fresh;
        this.mineSha256 = there ? sha256Hex(mine) : NONE;
        this.mineLines = splitLines(mine);
        this.freshLines = splitLines(fresh);
        this.deltas = DiffUtils.diff(mineLines, freshLines).getDeltas();
    }

    String minePath() {
        return minePath;
    }

    String freshPath() {
        return freshPath;
    }

    String mineSha256() {
        return mineSha256;
    }

    int changeCount() {
        return deltas.size();
    }

    /// Returns the changes as the admin sees them, redacted. Line numbers start at 1.
    FileChange toFileChange() {
        List<LineChange> changes = new ArrayList<>();
        for (AbstractDelta<String> delta : deltas) {
            changes.add(
                    new LineChange(
                            delta.getSource().getPosition() + 1,
                            redactLines(delta.getSource().getLines()),
                            delta.getTarget().getPosition() + 1,
                            redactLines(delta.getTarget().getLines())));
        }
        return new FileChange(minePath, freshPath, mineSha256, sha256Hex(fresh), changes);
    }

    /// Returns the file with the changes that the admin takes. `take`: one entry for each change; a
    /// missing one counts as no.
    byte[] mergeChanges(List<Boolean> take) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int i = 0; i < deltas.size(); i++) {
            AbstractDelta<String> delta = deltas.get(i);
            int from = delta.getSource().getPosition();
            mineLines.subList(at, from).forEach(text::append);
            boolean taken = i < take.size() && take.get(i);
            (taken ? delta.getTarget() : delta.getSource()).getLines().forEach(text::append);
            at = from + delta.getSource().size();
        }
        mineLines.subList(at, mineLines.size()).forEach(text::append);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// Keeps the line ends, so that joining the lines gives the same bytes again.
    private static List<String> splitLines(byte[] bytes) {
        if (bytes.length == 0) {
            return List.of();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return Arrays.asList(text.split("(?<=\n)"));
    }

    /// Returns the lines as the admin sees them. Redacts them together, because some secrets span
    /// several lines.
    private static List<String> redactLines(List<String> lines) {
        String joined = String.join("", lines);
        String text =
                new String(joined.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String masked = new SecretRedactor(List.of()).redactText(text);
        return masked.isEmpty() ? List.of() : masked.lines().toList();
    }
}
