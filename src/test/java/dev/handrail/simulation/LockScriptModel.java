package dev.handrail.simulation;

import dev.handrail.simulation.RemoteProcess.ProcessExit;

import java.time.Instant;
import java.util.List;

/// What lock.sh, lock-keep.sh and unlock.sh do.
final class LockScriptModel {
    private final RemoteProcess process;
    private final ForgetfulDisk disk;
    private final ScriptRequest request;
    private final ScriptOutput output;
    private final String base;
    private final String lock;
    private final String mine;
    private String owner = "";
    private String who = "";
    private String since = "";
    private String quiet = "";
    private boolean alive;
    private boolean made;

    LockScriptModel(RemoteProcess process, ScriptRequest request, ScriptOutput output) {
        this.process = process;
        this.disk = process.disk;
        this.request = request;
        this.output = output;
        this.base = request.value("LOCK_BASE");
        this.lock = base + "/lock";
        this.mine = request.value("LOCK_RUN");
    }

    int acquire() {
        process.step();
        disk.makeFolders(base);
        String taken = base + "/" + mine + "/taken-over";
        String over = request.value("LOCK_OVER");
        process.step();
        if (disk.exists(taken)) {
            if (!over.equals(mine)) {
                output.print("@lock taken\t" + disk.read(taken));
                return 0;
            }
            disk.remove(taken);
        }
        process.step();
        if (disk.makeFolder(lock)) {
            made = true;
            return note();
        }
        look();
        String also = request.value("LOCK_ALSO");
        if (owner.equals(mine) || !also.isEmpty() && owner.equals(also) || isLeftToUs(also)) {
            return note();
        }
        sweep();
        if (isAbandoned()) {
            takeAbandoned();
        }
        if (!over.isEmpty() && owner.equals(over)) {
            takeOver(over);
        }
        output.print(
                String.join("\t", "@lock held", owner, who, since, alive ? "yes" : "no", quiet)
                        + "\n");
        return 0;
    }

    private void sweep() {
        String taking = lock + "/taking";
        if (disk.exists(taking) && process.server.seconds() - disk.changedAt(taking) > 60) {
            disk.remove(taking);
        }
    }

    private boolean isAbandoned() {
        long quietMinutes = Long.parseLong(request.value("LOCK_QUIET")) / 60;
        return !disk.exists(lock + "/owner")
                && disk.exists(lock)
                && process.server.seconds() - disk.changedAt(lock) > 60 * quietMinutes;
    }

    private void takeAbandoned() {
        process.step();
        if (!disk.makeFolder(lock + "/taking")) {
            return;
        }
        try {
            process.step();
            if (!disk.exists(lock + "/owner")) {
                throw new ProcessExit(note());
            }
        } finally {
            leaveTaking();
        }
    }

    private void leaveTaking() {
        if (process.isPowered()) {
            disk.remove(lock + "/taking");
        }
    }

    private void takeOver(String over) {
        process.step();
        if (!disk.makeFolder(lock + "/taking")) {
            return;
        }
        try {
            look();
            long limit = Long.parseLong(request.value("LOCK_QUIET"));
            boolean silent = quiet.isEmpty() || Long.parseLong(quiet) >= limit;
            if (owner.equals(over) && !alive && silent) {
                String run = base + "/" + owner;
                disk.makeFolders(run);
                if (!disk.write(
                        run + "/taken-over", mine + "\t" + myName() + "\t" + date() + "\n")) {
                    throw refuse(run + "/taken-over cannot be written.");
                }
                process.step();
                disk.sync(run + "/taken-over", run);
                throw new ProcessExit(note());
            }
        } finally {
            leaveTaking();
        }
    }

    private String myName() {
        return request.value("LOCK_WHO");
    }

    private String date() {
        return Instant.ofEpochSecond(process.server.seconds()).toString();
    }

    private ProcessExit refuse(String what) {
        output.printError("ERROR: " + what + "\n");
        return new ProcessExit(1);
    }

    private int note() {
        String fresh = lock + "/owner." + process.pid();
        process.step();
        if (!disk.write(fresh, mine + "\n" + myName() + "\n" + date() + "\n") || !hear()) {
            disk.remove(fresh);
            disk.remove(lock + "/heard." + process.pid());
            if (made) {
                disk.remove(lock + "/heard");
                disk.remove(lock);
            }
            throw refuse(lock + " cannot be written.");
        }
        process.step();
        disk.sync(fresh, lock + "/heard");
        process.step();
        disk.move(fresh, lock + "/owner");
        process.step();
        disk.sync(lock, base, base.substring(0, base.lastIndexOf('/')));
        output.print("@lock ours\n");
        return 0;
    }

    private boolean hear() {
        String fresh = lock + "/heard." + process.pid();
        SimulatedServer server = process.server;
        String text = server.seconds() + "\n" + server.bootId() + " " + server.uptime() + "\n";
        if (!disk.isFolder(lock) || !disk.write(fresh, text)) {
            return false;
        }
        process.step();
        disk.move(fresh, lock + "/heard");
        return true;
    }

    private void look() {
        process.step();
        List<String> lines = disk.lines(lock + "/owner", 3);
        owner = lines.get(0);
        who = lines.get(1);
        since = lines.get(2);
        listen();
        alive = owner.matches("[A-Za-z0-9_.-]+") && lives(owner);
    }

    private void listen() {
        quiet = "";
        process.step();
        if (!disk.exists(lock + "/heard")) {
            return;
        }
        List<String> lines = disk.lines(lock + "/heard", 2);
        SimulatedServer server = process.server;
        long heard =
                lines.get(0).matches("\\d+") ? Long.parseLong(lines.get(0)) : server.seconds() + 1;
        String[] words = lines.get(1).split(" ");
        boolean known = words.length == 2 && words[1].matches("\\d+");
        long silence =
                known && words[0].equals(server.bootId())
                        ? server.uptime() - Long.parseLong(words[1])
                        : server.seconds() - heard;
        if (silence < 0) {
            silence = 0;
            hear();
        }
        quiet = Long.toString(silence);
    }

    /// Whether a step of the run lives.
    private boolean lives(String run) {
        for (String folder : disk.children(base + "/" + run)) {
            String pid = disk.read(folder + "/pid");
            if (pid != null && !disk.exists(folder + "/rc")) {
                String[] words = pid.strip().split(" ");
                if (words.length == 3
                        && words[2].equals(process.server.bootId())
                        && process.server.lives(words[0])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isLeftToUs(String also) {
        if (!owner.isEmpty() || !disk.exists(lock + "/owner")) {
            return false;
        }
        for (String folder : disk.children(base)) {
            String other = folder.substring(folder.lastIndexOf('/') + 1);
            if (!other.equals(mine) && !other.equals(also) && lives(other)) {
                return false;
            }
        }
        return hasFolders(mine) || !also.isEmpty() && hasFolders(also);
    }

    private boolean hasFolders(String run) {
        return disk.children(base + "/" + run).stream().anyMatch(disk::isFolder);
    }

    int keep() {
        process.step();
        List<String> lines = disk.lines(lock + "/owner", 3);
        if (lines.get(0).equals(mine)) {
            hear();
            output.print("@lock ours\n");
        } else if (lines.get(0).isEmpty() && disk.exists(lock + "/owner")) {
            output.print("@lock unclear\n");
        } else {
            output.print("@lock held\t" + String.join("\t", lines) + "\n");
        }
        return 0;
    }

    int release() {
        process.step();
        if (disk.lines(lock + "/owner", 1).get(0).equals(mine)) {
            for (String file : disk.children(lock)) {
                process.step();
                disk.remove(file);
            }
            process.step();
            if (disk.children(lock).isEmpty()) {
                disk.remove(lock);
            }
        }
        return 0;
    }
}
