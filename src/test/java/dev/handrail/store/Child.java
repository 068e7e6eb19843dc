package dev.handrail.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Target;
import dev.handrail.run.Journal;
import dev.handrail.store.history.JournalLocation;
import dev.handrail.store.history.sqlite.SqliteConnection;
import dev.handrail.store.settings.SavedServers.SavedServer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// A Handrail in a process of its own, to be ended in the middle of its work.
public final class Child {
    static final int SAVES = 40;

    private Child() {}

    public static Process start(String work, Path folder) throws IOException {
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

    public static String line(Process process) throws IOException {
        StringBuilder line = new StringBuilder();
        int b;
        while ((b = process.getInputStream().read()) >= 0 && b != '\n') {
            line.append((char) b);
        }
        return line.toString();
    }

    /// `hold`: opens the store and waits. `own`: also executes the run `a`. `save`: saves servers
    /// and settings of its own as fast as it can. `lock`: holds the history as it is, whatever its
    /// version, and waits. `write`: writes events and output, and says each event's number when it
    /// is safe. `draft`: keeps choices of a merge and waits.
    public static void main(String[] args) throws Exception {
        if (args[0].equals("lock")) {
            lock(Path.of(args[1]));
            return;
        }
        if (args[0].equals("draft")) {
            draft(Path.of(args[1]));
            return;
        }
        DataStore store = ((StoreOpenResult.Ready) DataStore.open(Path.of(args[1]))).store();
        switch (args[0]) {
            case "hold" -> hold();
            case "own" -> {
                store.journal().claimRun("a");
                hold();
            }
            case "save" -> save(store);
            default -> write(store.journal());
        }
    }

    private static void hold() throws InterruptedException {
        System.out.println("held");
        Thread.sleep(60_000);
    }

    private static void draft(Path folder) throws InterruptedException {
        MergeDraftsTest.draft(folder, "aa", "bb")
                .saveChoices(MergeDraftsTest.FILE, Map.of(0, "new", 2, "mine"));
        System.out.println("kept");
        Thread.sleep(60_000);
    }

    private static void save(DataStore store) {
        String name = "p" + ProcessHandle.current().pid();
        for (int i = 0; i < SAVES; i++) {
            store.savedServers()
                    .saveServer(new SavedServer(Target.of("user", name + "-" + i, 22), "", "", ""));
            store.userSettings().set(name + "." + i, "yes");
        }
    }

    /// As an older Handrail holds it that is at work.
    private static void lock(Path folder) throws Exception {
        Files.writeString(
                folder.resolve("writer.pid"), Long.toString(ProcessHandle.current().pid()));
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve("writer.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                SqliteConnection db =
                        SqliteConnection.openWritable(
                                folder.resolve(JournalLocation.NAME),
                                SqliteConnection.SyncMode.FULL)) {
            db.executeUpdate("update run set id = id");
            System.out.println(lock.isValid() ? "held" : "lost");
            Thread.sleep(60_000);
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
