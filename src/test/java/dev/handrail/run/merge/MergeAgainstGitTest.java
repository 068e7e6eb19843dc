package dev.handrail.run.merge;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.run.merge.MergeFile.FilePaths;
import dev.handrail.run.merge.MergeSegment.SegmentKind;

import org.eclipse.jgit.diff.RawText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Random triples of configuration files are merged as `git merge-file -p --diff3` merges them. How
/// many: the system property `merge.triples`.
@Tag("fast")
class MergeAgainstGitTest {
    private static final int TRIPLES = Integer.getInteger("merge.triples", 300);
    private static final String[] ENDS = {"\n", "\r\n"};

    @TempDir Path folder;

    private record Triple(byte[] base, byte[] mine, byte[] fresh) {}

    @Test
    void conflictsAndResultAreThoseOfGit() throws Exception {
        requireTools("git");
        List<Triple> triples = new ArrayList<>();
        for (int seed = 0; seed < TRIPLES; seed++) {
            triples.add(new Writer(seed, false).triple());
        }
        runGit(triples);
        for (int i = 0; i < triples.size(); i++) {
            String ours = text(format(triples.get(i)));
            assertEquals(text(Files.readAllBytes(folder.resolve(i + ".out"))), ours, "seed " + i);
        }
    }

    /// Where lines repeat there are several shortest differences, and git may choose another one.
    @Test
    void filesWithRepeatedLinesLoseNothing() {
        for (int seed = 0; seed < TRIPLES; seed++) {
            Triple triple = new Writer(seed, true).triple();
            MergeFile file = merge(triple);
            int waiting = file.changeCount();
            List<Boolean> none = Collections.nCopies(waiting + file.appliedCount(), false);
            assertArrayEquals(triple.mine, file.mergeChanges(none), "seed " + seed);
            Triple unchanged = new Triple(triple.mine, triple.mine, triple.fresh);
            MergeFile newer = merge(unchanged);
            assertEquals(0, newer.changeCount(), "seed " + seed);
            assertArrayEquals(triple.fresh, newer.mergeChanges(List.of()), "seed " + seed);
            MergeFile older = merge(new Triple(triple.base, triple.mine, triple.base));
            assertEquals(0, older.changeCount() + older.appliedCount(), "seed " + seed);
        }
    }

    @Test
    void twoWaysKeepOrTakeEverything() {
        for (int seed = 0; seed < TRIPLES; seed++) {
            Triple triple = new Writer(seed, true).triple();
            FilePaths paths = new FilePaths("/a", "/b");
            MergeFile file =
                    new MergeFile(paths, Optional.of(triple.mine), triple.fresh, Optional.empty());
            List<Boolean> all = Collections.nCopies(file.changeCount(), true);
            assertArrayEquals(triple.mine, file.mergeChanges(List.of()), "seed " + seed);
            assertArrayEquals(triple.fresh, file.mergeChanges(all), "seed " + seed);
        }
    }

    private static MergeFile merge(Triple triple) {
        return new MergeFile(
                new FilePaths("/a", "/b"),
                Optional.of(triple.mine),
                triple.fresh,
                Optional.of(triple.base));
    }

    private void runGit(List<Triple> triples) throws Exception {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < triples.size(); i++) {
            Files.write(folder.resolve(i + ".base"), triples.get(i).base);
            Files.write(folder.resolve(i + ".mine"), triples.get(i).mine);
            Files.write(folder.resolve(i + ".fresh"), triples.get(i).fresh);
            script.append("git merge-file -p --diff3 -L mine -L base -L fresh ")
                    .append("%d.mine %d.base %d.fresh >%d.out\n".formatted(i, i, i, i));
        }
        Files.writeString(folder.resolve("merge.sh"), script + "exit 0\n");
        Process git =
                new ProcessBuilder("sh", "merge.sh")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = text(git.getInputStream().readAllBytes());
        assertEquals(0, git.waitFor(), said);
        assertTrue(said.isEmpty(), said);
    }

    /// Writes the file with the conflicts as git does: a marker has the line end of the base.
    private static byte[] format(Triple triple) throws IOException {
        RawText base = new RawText(triple.base);
        RawText mine = new RawText(triple.mine);
        RawText fresh = new RawText(triple.fresh);
        String end = text(triple.base).contains("\r\n") ? "\r\n" : "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (MergeSegment segment : SegmentFinder.mergeThreeWays(base, mine, fresh)) {
            if (segment.kind() == SegmentKind.WAITING) {
                out.writeBytes(bytes("<<<<<<< mine" + end));
                out.writeBytes(closed(mine, segment.mine(), end));
                out.writeBytes(bytes("||||||| base" + end));
                out.writeBytes(closed(base, segment.base(), end));
                out.writeBytes(bytes("=======" + end));
                out.writeBytes(closed(fresh, segment.fresh(), end));
                out.writeBytes(bytes(">>>>>>> fresh" + end));
            } else if (segment.kind() == SegmentKind.APPLIED) {
                MergeFile.writeLines(out, fresh, segment.fresh());
            } else {
                MergeFile.writeLines(out, mine, segment.mine());
            }
        }
        return out.toByteArray();
    }

    private static byte[] closed(RawText text, MergeSegment.LineRange range, String end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MergeFile.writeLines(out, text, range);
        byte[] lines = out.toByteArray();
        if (lines.length > 0 && lines[lines.length - 1] != '\n') {
            out.writeBytes(bytes(end));
        }
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Writes three versions of a file of settings, the same for the same seed.
    private static final class Writer {
        private final Random random;
        private final boolean repeats;
        private final String end;

        Writer(int seed, boolean repeats) {
            this.random = new Random(seed);
            this.repeats = repeats;
            this.end = ENDS[random.nextInt(ENDS.length)];
        }

        Triple triple() {
            List<String> base = new ArrayList<>();
            int size = random.nextInt(40);
            for (int i = 0; i < size; i++) {
                base.add(line(i));
            }
            return new Triple(join(base), join(edit(base)), join(edit(base)));
        }

        private String line(int number) {
            if (repeats) {
                return List.of("", "#", "}", "key: value", "other: 1").get(random.nextInt(5));
            }
            return "\u00e9key" + number + " = " + random.nextInt(3);
        }

        private List<String> edit(List<String> base) {
            List<String> lines = new ArrayList<>(base);
            int edits = random.nextInt(7);
            for (int i = 0; i < edits; i++) {
                int at = random.nextInt(lines.size() + 1);
                int kind = at == lines.size() ? 0 : random.nextInt(3);
                switch (kind) {
                    case 0 -> lines.add(at, line(1000 + random.nextInt(9000)));
                    case 1 -> lines.remove(at);
                    default -> lines.set(at, lines.get(at) + random.nextInt(3));
                }
            }
            return lines;
        }

        /// Some files have no line end at their end, and some begin with a byte order mark.
        private byte[] join(List<String> lines) {
            String text = String.join(end, lines);
            String last = lines.isEmpty() || random.nextInt(8) == 0 ? "" : end;
            String mark = random.nextInt(20) == 0 ? "\u00ef\u00bb\u00bf" : "";
            return bytes(mark + text + last);
        }
    }
}
