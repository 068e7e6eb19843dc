package dev.handrail.store.log;

import dev.handrail.redact.SecretRedactor;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.text.SafeText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Handrail's log file, which only its owner can read. Secrets are redacted. A full file is
/// renamed, and the oldest one is deleted.
///
/// The file is opened for each entry, so that several Handrails can share it.
public record LogFile(Path path) {
    static final long MOST_BYTES = 1 << 20;
    static final int OLD_FILES = 4;

    /// The log file in the state folder, `log/handrail.log`.
    public static LogFile in(AppFolders folders) {
        return new LogFile(folders.state().resolve("log").resolve("handrail.log"));
    }

    /// Writes an entry. If the file cannot be written, the entry is lost without a message.
    public synchronized void append(LogRecord entry) {
        byte[] bytes = format(entry).getBytes(StandardCharsets.UTF_8);
        try {
            PrivateFiles.createFolder(path.resolveSibling("."));
            if (Files.exists(path) && Files.size(path) + bytes.length > MOST_BYTES) {
                rotate();
            }
            PrivateFiles.createFile(path);
            Files.write(path, bytes, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | RuntimeException e) {
            // There is no other place to say so.
        }
    }

    /// Renames each file to the next number; the oldest one is overwritten.
    private void rotate() throws IOException {
        for (int i = OLD_FILES; i > 0; i--) {
            Path from = i == 1 ? path : old(i - 1);
            if (Files.exists(from)) {
                Files.move(from, old(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path old(int number) {
        return path.resolveSibling("handrail." + number + ".log");
    }

    /// Indents all lines but the first, so that no text can be mistaken for an entry.
    private static String format(LogRecord entry) {
        String text =
                "%s %s %s: %s%n%s"
                        .formatted(
                                entry.getInstant(),
                                entry.getLevel(),
                                entry.getLoggerName(),
                                new SimpleFormatter().formatMessage(entry),
                                trace(entry.getThrown()));
        String redacted = new SecretRedactor(List.of()).redactText(text);
        return SafeText.of(redacted.replace("\r", "")).strip().replace("\n", "\n    ") + "\n";
    }

    private static String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
