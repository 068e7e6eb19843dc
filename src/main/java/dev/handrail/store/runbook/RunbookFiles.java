package dev.handrail.store.runbook;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/// The files of one runbook, wherever they are.
public sealed interface RunbookFiles {
    /// The path of a file as messages show it.
    String describeFile(String file);

    /// The contents of a file, or null if there is no such file.
    byte @Nullable [] readFile(String file) throws IOException;

    /// A folder on disk.
    record FolderFiles(Path folder) implements RunbookFiles {
        @Override
        public String describeFile(String file) {
            return folder.resolve(file).toString();
        }

        @Override
        public byte @Nullable [] readFile(String file) throws IOException {
            return new RunbookFolder(folder).readFile(file);
        }
    }

    /// Files that are kept in `seen` as they are read.
    record RememberedFiles(RunbookFiles files, Map<String, byte[]> seen) implements RunbookFiles {
        @Override
        public String describeFile(String file) {
            return files.describeFile(file);
        }

        @Override
        public byte @Nullable [] readFile(String file) throws IOException {
            byte @Nullable [] bytes = files.readFile(file);
            if (bytes != null) {
                seen.put(file, bytes);
            }
            return bytes;
        }
    }

    /// A folder on the class path, perhaps in a jar.
    record BuiltInFiles(String id) implements RunbookFiles {
        @Override
        public String describeFile(String file) {
            return "runbooks/" + id + "/" + file;
        }

        @Override
        public byte @Nullable [] readFile(String file) throws IOException {
            try (InputStream in =
                    RunbookFiles.class.getResourceAsStream("/runbooks/" + id + "/" + file)) {
                return in == null ? null : in.readAllBytes();
            }
        }
    }
}
