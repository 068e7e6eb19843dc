package dev.handrail.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.store.history.JournalLocation;
import dev.handrail.store.history.WriterLock;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.IOException;
import java.nio.file.Path;

/// A Handrail in a process of its own, to be ended in the middle of its work.
public final class Child {
    private Child() {}

    static Process start(String work, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        work,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String line(Process process) throws IOException {
        StringBuilder line = new StringBuilder();
        int b;
        while ((b = process.getInputStream().read()) >= 0 && b != '\n') {
            line.append((char) b);
        }
        return line.toString();
    }

    /// `hold`: opens the store and waits. `lock`: holds the history as it is, whatever its version,
    /// and waits. `write`: writes events and output, and says each event's number when it is safe.
    public static void main(String[] args) throws Exception {
        if (args[0].equals("lock")) {
            lock(Path.of(args[1]));
            return;
        }
        DataStore store = ((StoreOpenResult.Ready) DataStore.open(Path.of(args[1]))).store();
        if (args[0].equals("hold")) {
            System.out.println("held");
            Thread.sleep(60_000);
            return;
        }
        write(store.journal());
    }

    /// As an older Handrail holds it that is at work.
    private static void lock(Path folder) throws Exception {
        WriterLock lock = WriterLock.tryAcquire(folder).orElseThrow();
        try (SqliteConnection db =
                SqliteConnection.openWritable(
                        folder.resolve(JournalLocation.NAME), SqliteConnection.SyncMode.FULL)) {
            db.executeUpdate("update run set id = id");
            System.out.println("held");
            Thread.sleep(60_000);
        } finally {
            lock.close();
        }
    }

    private static void write(Journal journal) {
        journal.appendEvent("a", Samples.start());
        long seq = 1;
        long off = journal.outputEndOffset("a", 1);
        while (true) {
            for (int i = 0; i < 20; i++) {
                byte[] line = ("byte " + off + " of the output\n").getBytes(UTF_8);
                journal.appendOutput("a", 1, off, line);
                off += line.length;
            }
            seq++;
            journal.appendEvent(
                    "a",
                    new RunEvent.LinkChanged(
                            seq, Samples.at(1), "server", seq % 2 == 0, Message.EMPTY));
            System.out.println(seq);
        }
    }
}
