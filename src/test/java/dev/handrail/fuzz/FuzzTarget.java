package dev.handrail.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.redact.SecretRedactor;
import dev.handrail.remote.ssh.config.KnownHosts;
import dev.handrail.remote.step.StepReplyParser;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.store.history.EventJson;
import dev.handrail.store.runbook.RunbookLibrary;
import dev.handrail.text.LinePattern;
import dev.handrail.text.SafeText;
import dev.handrail.text.ServerText;
import dev.handrail.ui.console.buffer.LineStore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// What reads bytes that a server, a file or another person wrote, each with the law that it keeps
/// for any bytes. An exception or an error that a target lets out is a fault.
enum FuzzTarget {
    /// However output is cut into pieces, the console shows the same lines.
    TERMINAL {
        @Override
        void consumeBytes(byte[] bytes) {
            requireEqual(readLines(bytes, bytes.length), readLines(bytes, pieceLength(bytes)));
        }
    },

    /// What is printed on a terminal holds nothing that acts on it.
    SANITIZER {
        @Override
        void consumeBytes(byte[] bytes) {
            OutputSanitizer plain = new OutputSanitizer(false);
            splitBytes(bytes, pieceLength(bytes))
                    .map(plain::sanitizeBytes)
                    .forEach(FuzzTarget::requireHarmless);
            requireHarmless(OutputSanitizer.toPlainText(new String(bytes, UTF_8)));
            requireHarmless(ServerText.toPlainLine(new String(bytes, UTF_8)));
        }
    },

    /// Redaction keeps the length, shows no given secret, and does not depend on the pieces.
    REDACTION {
        @Override
        void consumeBytes(byte[] bytes) {
            byte[] output = insertSecret(bytes);
            byte[] whole = redactBytes(output, output.length);
            require(whole.length == output.length, "the length changed");
            require(!new String(whole, UTF_8).contains(SECRET), "the secret is shown");
            require(
                    Arrays.equals(whole, redactBytes(output, pieceLength(bytes))),
                    "pieces are redacted differently");
        }
    },

    /// An event that can be read can be written and read again.
    EVENT {
        @Override
        void consumeBytes(byte[] bytes) {
            KINDS.forEach(kind -> readAgain(kind, bytes));
        }
    },

    /// A runbook is read, or refused for a reason that is named.
    RUNBOOK {
        @Override
        void consumeBytes(byte[] bytes) {
            Path folder = makeFolder(bytes);
            List<Message> messages =
                    RunbookLibrary.loadRunbooks(List.of(folder)).errors().stream()
                            .map(RunbookLibrary.RunbookError::message)
                            .toList();
            require(
                    messages.stream().noneMatch(FuzzTarget::isUnexpected),
                    "a runbook ended the reader: " + messages);
        }
    },

    /// However the answer of a step's scripts is cut, it says the same.
    STEP_REPLY {
        @Override
        void consumeBytes(byte[] bytes) {
            StepReplyParser whole = parseReply(bytes, Math.max(1, bytes.length));
            StepReplyParser pieces = parseReply(bytes, pieceLength(bytes));
            requireEqual(whole.stepStatus(), pieces.stepStatus());
            requireEqual(whole.survivingProcesses(), pieces.survivingProcesses());
            requireEqual(whole.noAnswer(), pieces.noAnswer());
        }
    },

    /// A pattern of a runbook is refused, or matches without an end of the program.
    PATTERN {
        @Override
        void consumeBytes(byte[] bytes) {
            String text = new String(bytes, UTF_8);
            int half = text.length() / 2;
            try {
                LinePattern.compile(text.substring(0, half)).isFoundIn(text.substring(half));
            } catch (PatternSyntaxException _) {
                return;
            }
        }
    },

    /// A line of a file of known hosts is read or left out.
    KNOWN_HOSTS {
        @Override
        void consumeBytes(byte[] bytes) {
            List<String> lines = new String(bytes, UTF_8).lines().toList();
            KnownHosts known = new KnownHosts(List.of()).withLines(lines);
            require(known.linesFor("[host.example]:2222").size() <= lines.size(), "too many");
            require(known.linesFor("host.example").size() <= lines.size(), "too many");
        }
    };

    private static final String SECRET = "hunter2-Quite+Long";
    private static final List<String> KINDS =
            List.of(
                    "run-started",
                    "step-started",
                    "state-taken",
                    "asked",
                    "answered",
                    "step-finished",
                    "link-changed",
                    "run-paused",
                    "run-resumed",
                    "file-merged",
                    "left-behind",
                    "run-finished");

    /// Takes any bytes and throws if the law is broken.
    abstract void consumeBytes(byte[] bytes);

    private static void readAgain(String kind, byte[] bytes) {
        EventJson json = new EventJson();
        RunEvent event;
        try {
            event = json.readEvent(kind, EventJson.FORMAT, bytes, 1, Instant.EPOCH);
        } catch (RuntimeException _) {
            return; // Its caller takes any of them for a damaged event.
        }
        byte[] again = json.writeEvent(event).body();
        requireEqual(event, json.readEvent(kind, EventJson.FORMAT, again, 1, Instant.EPOCH));
    }

    private static List<String> readLines(byte[] bytes, int piece) {
        try (LineStore store = new LineStore()) {
            splitBytes(bytes, Math.max(1, piece))
                    .forEach(part -> store.feedOutput(part, 0, part.length, 0));
            List<String> lines = new ArrayList<>();
            for (long line = 0; line < store.lineCount(); line++) {
                lines.add(store.peekLine(line).orElseThrow().text());
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] redactBytes(byte[] bytes, int piece) {
        SecretRedactor redactor = new SecretRedactor(List.of(SECRET));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        splitBytes(bytes, Math.max(1, piece))
                .forEach(part -> out.writeBytes(redactor.redactNext(part, part.length)));
        out.writeBytes(redactor.redactRest());
        return out.toByteArray();
    }

    private static StepReplyParser parseReply(byte[] bytes, int piece) {
        StepReplyParser parser = new StepReplyParser();
        splitBytes(bytes, piece).forEach(part -> parser.addBytes(part, 0, part.length));
        return parser;
    }

    private static byte[] insertSecret(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int middle = bytes.length / 2;
        all.write(bytes, 0, middle);
        all.writeBytes(SECRET.getBytes(UTF_8));
        all.write(bytes, middle, bytes.length - middle);
        return all.toByteArray();
    }

    /// One folder for all, in memory where there is such a place.
    private static Path makeFolder(byte[] runbook) {
        Path memory = Path.of("/dev/shm");
        Path parent =
                Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = parent.resolve("handrail-fuzz-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder);
            folder.toFile().deleteOnExit();
            Path file = Files.write(folder.resolve("runbook.json"), runbook);
            file.toFile().deleteOnExit();
            Files.writeString(folder.resolve("detect.sh"), "true\n").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Too deep a nesting may end the reader of JSON: that is named, and the others are read.
    private static boolean isUnexpected(Message message) {
        return message instanceof Message.Keyed keyed
                && keyed.key().equals("store.runbook.unreadable")
                && !keyed.arguments().toString().contains("StackOverflowError");
    }

    /// From 1 to 16, by the first byte.
    private static int pieceLength(byte[] bytes) {
        return bytes.length == 0 ? 1 : 1 + (bytes[0] & 15);
    }

    private static Stream<byte[]> splitBytes(byte[] bytes, int piece) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += piece) {
            parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)));
        }
        return parts.stream();
    }

    private static void requireHarmless(String text) {
        require(
                text.codePoints()
                        .noneMatch(c -> c != '\n' && c != '\t' && c != '\r' && isActing(c)),
                "acts on a terminal: " + text);
    }

    private static boolean isActing(int c) {
        return Character.getType(c) == Character.CONTROL || SafeText.needsEscape(c);
    }

    private static void requireEqual(Object wanted, Object got) {
        require(wanted.equals(got), wanted + " became " + got);
    }

    private static void require(boolean law, String broken) {
        if (!law) {
            throw new IllegalStateException(broken);
        }
    }
}
