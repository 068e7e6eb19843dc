package dev.handrail.simulation;

import dev.handrail.simulation.RemoteProcess.ProcessExit;
import dev.handrail.simulation.SimulatedServer.StepExecution;

/// What start.sh, follow.sh, attach.sh, status.sh, cancel.sh and supervise.sh do, line by line
/// where it matters. Not modelled: owners and links of folders, systemd, terminals, the guard of
/// the log.
final class StepScriptModel {
    private static final int REFUSED = 74;

    private final RemoteProcess process;
    private final ForgetfulDisk disk;
    private final ScriptOutput output;
    private final ScriptRequest request;
    private final String folder;

    StepScriptModel(RemoteProcess process, ScriptRequest request, ScriptOutput output) {
        this.process = process;
        this.disk = process.disk;
        this.request = request;
        this.output = output;
        this.folder =
                request.value("base") + "/" + request.value("run") + "/" + request.value("name");
    }

    private String path(String name) {
        return folder + "/" + name;
    }

    /// start.sh and follow.sh.
    int start() {
        process.step();
        disk.makeFolders(folder);
        process.step();
        if (!hasBegun()) {
            put("script", request.value("script"));
            put("supervisor", "supervise");
            process.step();
            if (request.value("scope").isEmpty()) {
                output.say("scope none");
            } else {
                output.say("scope " + request.value("scope"));
            }
            process.step();
            process.server.launch(
                    "supervisor", child -> new StepSupervisor(child, folder).supervise());
        }
        return follow();
    }

    /// A whole file under its name, or none.
    private void put(String name, String text) {
        String temporary = path(name + "." + process.pid());
        process.step();
        if (!disk.write(temporary, text)) {
            disk.remove(temporary);
            throw refuse("space " + request.value("base"));
        }
        process.step();
        disk.move(temporary, path(name));
    }

    private ProcessExit refuse(String reply) {
        output.say("refused " + reply);
        return new ProcessExit(REFUSED);
    }

    /// attach.sh and follow.sh.
    int attach() {
        process.step();
        if (!disk.exists(folder)) {
            output.say("none");
            return 0;
        }
        return follow();
    }

    private int follow() {
        for (int waited = 0; !hasBegun(); waited++) {
            if (waited >= 60) {
                throw refuse("not-started " + folder);
            }
            nap(waited);
        }
        output.say("started");
        int offset = Integer.parseInt(request.value("offset"));
        offset = printLog(offset);
        for (int polls = 1; !disk.exists(path("rc")); polls++) {
            nap(polls);
            offset = printLog(offset);
            if (polls % 10 == 0) {
                if (supervised() == null) {
                    output.say("alive");
                } else if (!disk.exists(path("rc"))) {
                    printLog(offset);
                    sayLost();
                    return 0;
                }
            }
        }
        printLog(offset);
        if (!sayEnded()) {
            sayLost();
        }
        return 0;
    }

    private void nap(int count) {
        process.sleep(count < 20 ? 10 : count < 40 ? 50 : 200);
    }

    /// Returns the offset after what was printed.
    private int printLog(int offset) {
        String log = disk.read(path("log"));
        if (log == null || log.length() <= offset) {
            return offset;
        }
        output.print(log.substring(offset));
        return log.length();
    }

    private boolean hasBegun() {
        String log = disk.read(path("log"));
        return disk.exists(path("pid"))
                || disk.exists(path("rc"))
                || disk.exists(path("group"))
                || log != null && !log.isEmpty();
    }

    /// Null while the supervisor lives, else why not.
    private String supervised() {
        String[] words = disk.lines(path("pid"), 1).getFirst().strip().split(" ");
        if (words.length < 3 || !words[0].matches("\\d+") || !words[1].matches("\\d+")) {
            return "damaged";
        }
        if (!words[2].equals(process.server.bootId())) {
            return "reboot";
        }
        return process.server.lives(words[0], words[1]) ? null : "died";
    }

    private boolean sayEnded() {
        String[] words = disk.lines(path("rc"), 1).getFirst().strip().split(" +");
        if (words.length < 3 || !words[0].matches("\\d+") || !words[1].matches("\\d+")) {
            return false;
        }
        output.say("end " + words[0] + " " + words[1] + " " + words[2]);
        return true;
    }

    private void sayLost() {
        String why = supervised();
        String reason = disk.exists(path("rc")) ? "damaged" : why == null ? "died" : why;
        output.say("lost " + reason + " " + logBytes());
    }

    private int logBytes() {
        String log = disk.read(path("log"));
        return log == null ? 0 : log.length();
    }

    int status() {
        process.step();
        if (!disk.exists(folder)) {
            output.say("none");
        } else if (!hasBegun()) {
            output.say("not-started");
        } else {
            sayStatus();
        }
        return 0;
    }

    private void sayStatus() {
        for (int look = 0; look < 2; look++) {
            process.step();
            if (sayEnded()) {
                return;
            }
            if (supervised() == null) {
                output.say("running " + logBytes());
                return;
            }
        }
        sayLost();
    }

    int cancel() {
        process.step();
        if (!disk.exists(folder)) {
            output.say("none");
            return 0;
        }
        if (!hasBegun()) {
            output.say("not-started");
            return 0;
        }
        waitFor("group", 50);
        int grace = Integer.parseInt(request.value("grace"));
        if (!disk.exists(path("rc")) && disk.exists(path("group"))) {
            process.server.signal(disk.read(path("group")), 15);
            if (!waitFor("rc", grace)) {
                process.server.signal(disk.read(path("group")), 9);
            }
            waitFor("rc", 50);
        }
        if (!sayEnded()) {
            if (!disk.exists(path("rc")) && supervised() == null) {
                output.say("running " + logBytes());
            } else {
                sayLost();
            }
        }
        return 0;
    }

    private boolean waitFor(String name, int tenths) {
        for (int waited = 0;
                waited < tenths
                        && !disk.exists(path(name))
                        && !disk.exists(path("rc"))
                        && supervised() == null;
                waited++) {
            process.sleep(100);
        }
        return disk.exists(path(name));
    }

    /// supervise.sh.
    private static final class StepSupervisor {
        private final RemoteProcess process;
        private final ForgetfulDisk disk;
        private final String folder;
        private final String mine;

        StepSupervisor(RemoteProcess process, String folder) {
            this.process = process;
            this.disk = process.disk;
            this.folder = folder + "/";
            this.mine = "." + process.pid();
        }

        int supervise() {
            process.step();
            if (disk.exists(folder + "pid")) {
                return 0;
            }
            disk.append(folder + "log", "");
            process.step();
            if (!claim()) {
                disk.remove(folder + "pid" + mine);
                disk.remove(folder + "rc" + mine);
                return REFUSED;
            }
            process.step();
            String parent = folder.substring(0, folder.length() - 1);
            String run = parent.substring(0, parent.lastIndexOf('/'));
            String base = run.substring(0, run.lastIndexOf('/'));
            disk.sync(folder + "pid", folder + "script", parent, run, base);
            finish(runScript());
            return 0;
        }

        private boolean claim() {
            String self =
                    process.pid() + " " + process.ticks() + " " + process.server.bootId() + "\n";
            if (!disk.write(folder + "pid" + mine, self)) {
                return false;
            }
            process.step();
            if (!disk.write(folder + "rc" + mine, "." + " ".repeat(119) + "\n")) {
                return false;
            }
            process.step();
            return disk.link(folder + "pid" + mine, folder + "pid");
        }

        /// In a process of its own, which has its number in the file group.
        private StepExecution runScript() {
            process.step();
            String text = disk.read(folder + "script");
            StepExecution execution =
                    process.server.addExecution(
                            folder.substring(0, folder.length() - 1), text == null ? "" : text);
            RemoteProcess child = process.server.newProcess("step");
            int code =
                    child.execute(step -> {
                        disk.write(folder + "group.new", step.pid() + " " + step.ticks() + "\n");
                        step.step();
                        disk.move(folder + "group.new", folder + "group");
                        return new ProductModel(
                                        step,
                                        ScriptRequest.parse(execution.script),
                                        line -> {
                                            if (disk.append(folder + "log", line)) {
                                                execution.printed.append(line);
                                            } else {
                                                execution.loseOutput();
                                            }
                                        })
                                .runStep();
                    });
            execution.end(code);
            return execution;
        }

        private void finish(StepExecution execution) {
            process.step();
            String log = disk.read(folder + "log");
            String space = disk.isFull() ? "nospace" : "ok";
            if (disk.isFull()) {
                execution.loseOutput();
            }
            String end = execution.exit() + " " + log.length() + " " + space;
            disk.overwrite(folder + "rc" + mine, end + "\n");
            process.step();
            disk.syncAll();
            process.step();
            disk.move(folder + "rc" + mine, folder + "rc");
            process.step();
            disk.remove(folder + "pid" + mine);
            disk.sync(folder.substring(0, folder.length() - 1));
            execution.record();
        }
    }
}
