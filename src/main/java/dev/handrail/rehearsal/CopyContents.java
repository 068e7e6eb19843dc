package dev.handrail.rehearsal;

import java.util.List;
import java.util.function.Predicate;

/// What a copy consists of. `inMemory`: what it writes lies in memory, not on the disk. `size`: how
/// many bytes it may write. `mounts`: the file systems that are copied. `databases`: those that
/// were copied by their own tools. `absent`: what is mounted on the server, but not in the copy.
/// `emptied`: folders of databases that begin empty there. `fetches`: steps in it can fetch
/// packages. `failedUnits`: units that run on the server, but not in the copy.
public record CopyContents(
        boolean inMemory,
        long size,
        List<String> mounts,
        List<CopiedDatabase> databases,
        List<String> absent,
        List<String> emptied,
        boolean fetches,
        List<String> failedUnits) {

    /// `name`: the program and its folder. `size`: in bytes.
    public record CopiedDatabase(String name, long size) {}

    static CopyContents of(List<CopyLine> lines) {
        return new CopyContents(
                lines.stream().anyMatch(isAbout("disk").and(line -> isMemory(line))),
                lines.stream()
                        .filter(isAbout("disk"))
                        .mapToLong(line -> bytesAt(line, 1))
                        .findFirst()
                        .orElse(0),
                firstDetails(lines, "copied"),
                lines.stream()
                        .filter(isAbout("database"))
                        .map(line -> new CopiedDatabase(line.detailAt(0), bytesAt(line, 1)))
                        .toList(),
                firstDetails(lines, "absent"),
                lines.stream().filter(isAbout("notice")).map(line -> line.detailAt(1)).toList(),
                lines.stream().anyMatch(isAbout("fetches")),
                firstDetails(lines, "unit"));
    }

    private static boolean isMemory(CopyLine line) {
        return line.detailAt(0).equals("memory");
    }

    private static Predicate<CopyLine> isAbout(String word) {
        return line -> line.word().equals(word);
    }

    private static List<String> firstDetails(List<CopyLine> lines, String word) {
        return lines.stream().filter(isAbout(word)).map(line -> line.detailAt(0)).toList();
    }

    /// The scripts count in KiB.
    private static long bytesAt(CopyLine line, int index) {
        String text = line.detailAt(index);
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) * 1024 : 0;
    }
}
