package dev.handrail.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// The files of a server, and what is left of them after a power cut.
///
/// Names reach the disk in the order in which they changed, at the latest when one of them is
/// synced. The content of a file is certain only once the file itself was synced; until then a
/// power cut may leave an older one, none, or a part.
final class ForgetfulDisk {
    private static final String FOLDER = "/";

    private TreeMap<String, Node> live = new TreeMap<>();
    private final TreeMap<String, Node> durable = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();
    private final LongSupplier seconds;
    private boolean full;

    /// `seconds`: the server's clock.
    ForgetfulDisk(LongSupplier seconds) {
        this.seconds = seconds;
    }

    /// `content`: null for a folder. `synced`: null while the disk has nothing of it.
    private static final class Node {
        private String content;
        private String synced;
        private long changed;

        Node(String content) {
            this.content = content;
        }
    }

    /// A name that was given (`node`) or taken away (null).
    private record Change(String path, Node node) {}

    void setFull(boolean now) {
        full = now;
    }

    boolean isFull() {
        return full;
    }

    boolean exists(String path) {
        return live.containsKey(path);
    }

    boolean isFolder(String path) {
        Node node = live.get(path);
        return node != null && node.content == null;
    }

    /// Null if there is no such file.
    String read(String path) {
        Node node = live.get(path);
        return node == null ? null : node.content;
    }

    /// The first lines of a file, as `read` of a shell gets them; empty where they are missing.
    List<String> lines(String path, int count) {
        List<String> lines = new ArrayList<>();
        String text = read(path);
        if (text != null) {
            text.lines().limit(count).forEach(lines::add);
        }
        while (lines.size() < count) {
            lines.add("");
        }
        return lines;
    }

    /// False on a full disk; an empty file is left then.
    boolean write(String path, String text) {
        Node node = live.get(path);
        if (node == null) {
            node = new Node("");
            name(path, node);
        }
        node.content = full && !text.isEmpty() ? "" : text;
        return !full || text.isEmpty();
    }

    /// Puts a text of at most the old length in the place of the old one, which needs no room.
    void overwrite(String path, String text) {
        Node node = live.get(path);
        node.content =
                text + node.content.substring(Math.min(text.length(), node.content.length()));
    }

    boolean append(String path, String text) {
        Node node = live.get(path);
        if (node == null) {
            return write(path, text);
        }
        node.content += full ? "" : text;
        return !full;
    }

    boolean makeFolder(String path) {
        if (exists(path)) {
            return false;
        }
        name(path, new Node(null));
        return true;
    }

    void makeFolders(String path) {
        for (int at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
            makeFolder(path.substring(0, at));
        }
        makeFolder(path);
    }

    /// False if the new name is taken.
    boolean link(String from, String to) {
        if (exists(to) || !exists(from)) {
            return false;
        }
        name(to, live.get(from));
        return true;
    }

    void move(String from, String to) {
        Node node = live.get(from);
        if (node != null) {
            name(to, node);
            remove(from);
        }
    }

    void remove(String path) {
        if (live.remove(path) != null) {
            pending.add(new Change(path, null));
            touchParent(path);
        }
    }

    private void touchParent(String path) {
        Node parent = live.get(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
        if (parent != null) {
            parent.changed = seconds.getAsLong();
        }
    }

    /// When names in a folder changed last, by the server's clock.
    long changedAt(String folder) {
        return live.get(folder).changed;
    }

    private void name(String path, Node node) {
        node.changed = seconds.getAsLong();
        touchParent(path);
        live.put(path, node);
        pending.add(new Change(path, node));
    }

    /// The paths below a folder whose rest has no more slash.
    List<String> children(String folder) {
        String prefix = folder.equals(FOLDER) ? FOLDER : folder + "/";
        return live.tailMap(prefix).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .filter(path -> path.indexOf('/', prefix.length()) < 0)
                .toList();
    }

    /// As `sync PATH...`: content of files, names in folders.
    void sync(String... paths) {
        for (String path : paths) {
            Node node = live.get(path);
            if (node != null) {
                node.synced = node.content;
                commit(lastChange(path, node));
            }
        }
    }

    void syncAll() {
        live.values().forEach(node -> node.synced = node.content);
        commit(pending.size());
    }

    /// How many changes must be on the disk so that this name, or those in this folder, are.
    private int lastChange(String path, Node node) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            String changed = pending.get(i).path;
            boolean within =
                    node.content == null
                            && changed.lastIndexOf('/') == path.length()
                            && changed.startsWith(path);
            if (changed.equals(path) || within) {
                return i + 1;
            }
        }
        return 0;
    }

    private void commit(int count) {
        for (Change change : pending.subList(0, count)) {
            if (change.node == null) {
                durable.remove(change.path);
            } else {
                durable.put(change.path, change.node);
            }
        }
        pending.subList(0, count).clear();
    }

    /// Forgets what a power cut forgets.
    void cutPower(Random random) {
        commit(random.nextInt(pending.size() + 1));
        pending.clear();
        live = new TreeMap<>(durable);
        for (Node node : live.values()) {
            if (node.content != null && !node.content.equals(node.synced)) {
                node.content = remains(node, random);
            }
            node.synced = node.content;
        }
    }

    private static String remains(Node node, Random random) {
        String old = node.synced == null ? "" : node.synced;
        int least = node.content.startsWith(old) ? old.length() : 0;
        int more = node.content.length() - least;
        return switch (random.nextInt(4)) {
            case 0 -> node.content;
            case 1 -> node.content.substring(0, least + random.nextInt(more + 1));
            default -> old;
        };
    }
}
