package dev.handrail.cli.json;

import dev.handrail.rehearsal.CopyContents;
import dev.handrail.rehearsal.CopyContents.CopiedDatabase;
import dev.handrail.rehearsal.ServerCopy;

import java.util.List;

/// The copy on which an upgrade is rehearsed. `size`: how many bytes it may write. `absent`: what
/// is mounted on the server, but not there. `failedUnits`: what runs only on the server.
public record CopyView(
        String event,
        String copy,
        boolean inMemory,
        long size,
        List<String> mounts,
        List<CopiedDatabase> databases,
        List<String> absent,
        List<String> emptied,
        boolean fetches,
        List<String> failedUnits) {

    public static CopyView of(ServerCopy copy) {
        CopyContents contents = copy.contents();
        return new CopyView(
                "copy-made",
                copy.name(),
                contents.inMemory(),
                contents.size(),
                contents.mounts(),
                contents.databases(),
                contents.absent(),
                contents.emptied(),
                contents.fetches(),
                contents.failedUnits());
    }
}
