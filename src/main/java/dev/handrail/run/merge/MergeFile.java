package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Answer.TypedLines;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.run.merge.MergeSegment.AdvisedLines;
import dev.handrail.run.merge.MergeSegment.LineRange;
import dev.handrail.run.merge.MergeSegment.SegmentKind;
import dev.handrail.run.merge.settings.SettingAdviser.FoundAdvice;
import dev.handrail.run.merge.settings.SettingEdit;
import dev.handrail.run.merge.settings.SettingsComparison.ChangedLines;

import org.eclipse.jgit.diff.RawText;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A file on the server, its new version, and where there is one the old version that it was made
/// from. The real contents stay in memory, byte for byte; the admin sees them redacted.
final class MergeFile {
    /// The hash of a file that does not exist.
    static final String NONE = "none";

    private final FilePaths paths;
    private final Optional<byte[]> base;
    private final String mineSha256;
    private final RawText mine;
    private final RawText fresh;
    private final List<String> mineShown;
    private final List<String> freshShown;
    private final List<MergeSegment> segments;
    private final List<FoundAdvice> advice;

    /// `mine`: empty if there is no such file. `base`: empty if nobody knows it.
    MergeFile(FilePaths paths, Optional<byte[]> mine, byte[] fresh, Optional<byte[]> base) {
        this.paths = paths;
        this.base = base;
        this.advice = List.of();
        this.mineSha256 = mine.map(MergeFile::sha256Hex).orElse(NONE);
        this.mine = new RawText(mine.orElse(new byte[0]));
        this.fresh = new RawText(fresh);
        this.mineShown = RedactedLines.of(this.mine);
        this.freshShown = RedactedLines.of(this.fresh);
        this.segments =
                base
                        .map(RawText::new)
                        .map(old -> SegmentFinder.mergeThreeWays(old, this.mine, this.fresh))
                        .orElseGet(() -> SegmentFinder.compareTwoWays(this.mine, this.fresh))
                        .stream()
                        .map(this::lockPlaceholder)
                        .toList();
    }

    private MergeFile(MergeFile other, List<FoundAdvice> advice) {
        this.paths = other.paths;
        this.base = other.base;
        this.mineSha256 = other.mineSha256;
        this.mine = other.mine;
        this.fresh = other.fresh;
        this.mineShown = other.mineShown;
        this.freshShown = other.freshShown;
        this.advice = List.copyOf(advice);
        this.segments = other.insertAdvice(advice);
    }

    /// The same with what the runbook's rules say of its settings.
    MergeFile withAdvice(List<FoundAdvice> found) {
        return new MergeFile(this, found);
    }

    private List<MergeSegment> insertAdvice(List<FoundAdvice> found) {
        List<MergeSegment> all = segments;
        for (FoundAdvice each : found) {
            if (each.edit().isPresent()) {
                SettingEdit edit = each.edit().get();
                LineRange lines = new LineRange(edit.begin(), edit.end());
                List<String> shown = RedactedLines.of(mine, edit);
                AdvisedLines to = new AdvisedLines(each, new RawText(edit.text()), shown);
                all = SegmentFinder.insertAdvice(all, lines, to);
            }
        }
        return all;
    }

    /// `mine`: the file. `fresh`: its new version.
    record FilePaths(String mine, String fresh) {}

    /// A placeholder of the new version never replaces a value by itself.
    private MergeSegment lockPlaceholder(MergeSegment segment) {
        boolean wait = segment.kind() == SegmentKind.APPLIED && isLocked(segment);
        return wait ? segment.withKind(SegmentKind.WAITING) : segment;
    }

    private boolean isLocked(MergeSegment segment) {
        return PlaceholderCheck.replacesValue(
                textLines(mine, segment.mine()), textLines(newText(segment), segment.fresh()));
    }

    String minePath() {
        return paths.mine();
    }

    String freshPath() {
        return paths.fresh();
    }

    String mineSha256() {
        return mineSha256;
    }

    /// The changes that wait for the admin.
    int changeCount() {
        return segmentsOf(SegmentKind.WAITING).size();
    }

    /// The changes that only the new version makes.
    int appliedCount() {
        return segmentsOf(SegmentKind.APPLIED).size();
    }

    List<MergeSegment> segments() {
        return segments;
    }

    /// The admin's file, its new version, and the old version if it is known.
    List<byte[]> texts() {
        return Stream.concat(Stream.of(mine.getRawContent(), fresh.getRawContent()), base.stream())
                .toList();
    }

    /// The changes that wait, then those that only the new version makes.
    List<ChangedLines> changedLines() {
        return changes().stream().map(MergeFile::toChangedLines).toList();
    }

    /// Lines that follow an advice are none of the new version.
    private static ChangedLines toChangedLines(MergeSegment segment) {
        LineRange fresh = segment.own().isPresent() ? LineRange.NONE : segment.fresh();
        return new ChangedLines(
                segment.mine().begin(), segment.mine().end(), fresh.begin(), fresh.end());
    }

    /// The text that the new lines of a segment are counted in.
    RawText newText(MergeSegment segment) {
        return segment.own().map(AdvisedLines::text).orElse(fresh);
    }

    /// Its lines as the admin sees them.
    List<String> newShown(MergeSegment segment) {
        return segment.own().map(AdvisedLines::shown).orElse(freshShown);
    }

    /// Whether something is to be written or decided.
    boolean needsWork() {
        boolean same = Arrays.equals(mine.getRawContent(), fresh.getRawContent());
        boolean advised = segments.stream().anyMatch(segment -> segment.own().isPresent());
        return changeCount() + appliedCount() > 0 && (!same || advised);
    }

    /// In the order of the file, but what follows an advice comes last: prepared answers count the
    /// other changes.
    private List<MergeSegment> segmentsOf(SegmentKind kind) {
        return segments.stream()
                .filter(segment -> segment.kind() == kind)
                .sorted(Comparator.comparing(segment -> segment.own().isPresent()))
                .toList();
    }

    /// The changes that wait, then those that only the new version makes.
    private List<MergeSegment> changes() {
        return Stream.of(SegmentKind.WAITING, SegmentKind.APPLIED)
                .flatMap(kind -> segmentsOf(kind).stream())
                .toList();
    }

    /// Returns the changes as the admin sees them, redacted. Line numbers start at 1.
    FileChange toFileChange() {
        return new FileChange(
                paths.mine(),
                paths.fresh(),
                mineSha256,
                sha256Hex(fresh.getRawContent()),
                segmentsOf(SegmentKind.WAITING).stream().map(this::toLineChange).toList(),
                base.isPresent(),
                segmentsOf(SegmentKind.APPLIED).stream().map(this::toLineChange).toList(),
                new ContextFinder(mine, fresh, mineShown, segments).findContexts(),
                List.of(),
                List.of(),
                advice.stream().map(this::toAdvice).toList(),
                List.of());
    }

    private SettingAdvice toAdvice(FoundAdvice found) {
        List<MergeSegment> waiting = segmentsOf(SegmentKind.WAITING);
        Optional<Integer> change =
                IntStream.range(0, waiting.size())
                        .filter(i ->
                                waiting.get(i).own().stream().anyMatch(o -> o.advice() == found))
                        .boxed()
                        .findFirst();
        return new SettingAdvice(found.setting(), found.rule(), change);
    }

    /// Proposes to keep lines that only the admin has where nobody knows the base.
    private LineChange toLineChange(MergeSegment segment) {
        boolean locked = isLocked(segment);
        boolean advised = segment.own().isPresent();
        boolean gone = segment.fresh().begin() == segment.fresh().end();
        boolean onlyMine = gone && base.isEmpty() && !advised;
        return new LineChange(
                segment.mine().begin() + 1,
                linesOf(mineShown, segment.mine()),
                advised ? 0 : segment.fresh().begin() + 1,
                linesOf(newShown(segment), segment.fresh()),
                locked || onlyMine,
                locked);
    }

    /// Returns the file with the changes that the admin takes. `take`: one entry for each change
    /// that waits, then one for each that is applied by itself; a missing one counts as no for the
    /// former and as yes for the latter.
    byte[] mergeChanges(List<Boolean> take) {
        return mergeLines(
                take.stream().map(yes -> yes ? LineChoice.NEW : LineChoice.MINE).toList(),
                Map.of());
    }

    /// The same with choices between the admin's lines, the new ones, both, and typed ones.
    byte[] mergeLines(Answer answer) {
        Map<Integer, String> texts = new HashMap<>();
        answer.typedFor(minePath()).forEach(lines -> texts.put(lines.change(), lines.text()));
        return mergeLines(answer.choicesOf(minePath()), texts);
    }

    private byte[] mergeLines(List<LineChoice> choices, Map<Integer, String> texts) {
        ByteArrayOutputStream merged = new ByteArrayOutputStream();
        Map<MergeSegment, Integer> places = new IdentityHashMap<>();
        changes().forEach(change -> places.put(change, places.size()));
        for (MergeSegment segment : segments) {
            int change = places.getOrDefault(segment, -1);
            writeSegment(
                    merged, segment, choiceAt(choices, change, segment.kind()), texts.get(change));
        }
        return merged.toByteArray();
    }

    private static LineChoice choiceAt(List<LineChoice> choices, int change, SegmentKind kind) {
        if (change >= 0 && change < choices.size()) {
            return choices.get(change);
        }
        return kind == SegmentKind.APPLIED ? LineChoice.NEW : LineChoice.MINE;
    }

    /// `typed`: the admin's own text for a typed change.
    private void writeSegment(
            ByteArrayOutputStream to,
            MergeSegment segment,
            LineChoice choice,
            @Nullable String typed) {
        if (choice != LineChoice.MINE && segment.own().isPresent()) {
            endLastLine(to);
        }
        switch (choice) {
            case MINE -> writeLines(to, mine, segment.mine());
            case NEW -> writeLines(to, newText(segment), segment.fresh());
            case BOTH -> writeBoth(to, segment);
            case TYPED ->
                    new TypedWriter(this, segment).writeText(to, Objects.requireNonNull(typed));
        }
    }

    private void writeBoth(ByteArrayOutputStream to, MergeSegment segment) {
        writeLines(to, mine, segment.mine());
        boolean fresher = segment.fresh().begin() < segment.fresh().end();
        if (fresher && segment.mine().end() == mine.size() && mine.size() > 0) {
            endLastLine(to);
        }
        writeLines(to, newText(segment), segment.fresh());
    }

    /// Whether a typed text has stars in the place of a secret of its change.
    boolean hasStars(TypedLines lines) {
        return findWriter(lines).filter(writer -> writer.hasStars(lines.text())).isPresent();
    }

    /// Whether a typed text has lost a byte of its change that is no UTF-8.
    boolean hasLostBytes(TypedLines lines) {
        return findWriter(lines).filter(writer -> writer.hasLostBytes(lines.text())).isPresent();
    }

    private Optional<TypedWriter> findWriter(TypedLines lines) {
        List<MergeSegment> changes = changes();
        return lines.change() < changes.size()
                ? Optional.of(new TypedWriter(this, changes.get(lines.change())))
                : Optional.empty();
    }

    RawText mine() {
        return mine;
    }

    RawText fresh() {
        return fresh;
    }

    List<String> mineShown() {
        return mineShown;
    }

    List<String> freshShown() {
        return freshShown;
    }

    /// Ends the last line where it has no end, as the lines of the admin's file end.
    private void endLastLine(ByteArrayOutputStream to) {
        byte[] all = to.toByteArray();
        if (all.length > 0 && all[all.length - 1] != '\n') {
            String end = "\r\n".equals(mine.getLineDelimiter()) ? "\r\n" : "\n";
            to.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// Writes whole lines with their ends, as they stand in the file.
    static void writeLines(ByteArrayOutputStream to, RawText text, LineRange range) {
        try {
            for (int i = range.begin(); i < range.end(); i++) {
                text.writeLine(to, i);
                if (i + 1 < text.size() || !text.isMissingNewlineAtEnd()) {
                    to.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String textOf(RawText text, LineRange range) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        writeLines(lines, text, range);
        return lines.toString(StandardCharsets.UTF_8);
    }

    private static List<String> textLines(RawText text, LineRange range) {
        return textOf(text, range).lines().toList();
    }

    /// Lines as the admin sees them.
    static List<String> linesOf(List<String> shown, LineRange range) {
        return List.copyOf(shown.subList(range.begin(), range.end()));
    }
}
