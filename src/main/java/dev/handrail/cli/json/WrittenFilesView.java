package dev.handrail.cli.json;

import dev.handrail.run.server.WrittenFiles.ComparedFile;

import java.util.List;

/// What became of the configuration files that a run wrote.
public record WrittenFilesView(String run, List<FileView> files) {

    /// `state`: `as-written`, `changed`, `gone` or `unknown`. `changedAt` and `owner`: of the file
    /// on the server; empty where there is none.
    record FileView(
            String role,
            String file,
            String state,
            String writtenAt,
            String changedAt,
            String owner) {}

    public static WrittenFilesView of(String run, List<ComparedFile> files) {
        return new WrittenFilesView(run, files.stream().map(WrittenFilesView::viewFile).toList());
    }

    private static FileView viewFile(ComparedFile file) {
        return new FileView(
                file.written().role(),
                file.written().file(),
                StableNames.toKebabCase(file.state()),
                file.written().writtenAt().toString(),
                file.owner().isEmpty() ? "" : file.changedAt().toString(),
                file.owner());
    }
}
