package dev.handrail.simulation;

import java.util.function.Consumer;

/// The product that is upgraded: its version, its data and whether its services run. Its scripts
/// are one line, `#simulated ACTION`, and do no harm when they run twice, as those of a runbook;
/// what puts data back stops the services itself.
final class ProductModel {
    static final String FOLDER = "/srv/product";
    static final String VERSION = FOLDER + "/version";
    static final String DATA = FOLDER + "/data";
    static final String BACKUP = FOLDER + "/backup";

    private static final String MARK = "#simulated ";

    private final RemoteProcess process;
    private final SimulatedServer server;
    private final ForgetfulDisk disk;
    private final ScriptRequest request;
    private final Consumer<String> printer;
    private final String action;

    ProductModel(RemoteProcess process, ScriptRequest request, Consumer<String> printer) {
        this.process = process;
        this.server = process.server;
        this.disk = process.disk;
        this.request = request;
        this.printer = printer;
        this.action = actionOf(request);
    }

    static boolean knows(ScriptRequest request) {
        return request.body().contains(MARK);
    }

    /// Empty where a power cut has left no text of the script.
    static String actionOf(ScriptRequest request) {
        int mark = request.body().lastIndexOf(MARK);
        return mark < 0 ? "" : request.body().substring(mark + MARK.length()).strip();
    }

    /// Prints, takes its time, and fails now and then, before or after it did its work.
    int runStep() {
        String[] words = action.split(" ");
        return words.length == 2 ? runPlain(words[0], words[1]) : runAction();
    }

    /// What a shell does with the same words.
    private int runPlain(String command, String word) {
        switch (command) {
            case "echo" -> print(word);
            case "sleep" -> process.sleep(1000L * Integer.parseInt(word));
            case "exit" -> {
                return Integer.parseInt(word);
            }
            default -> {
                return 127;
            }
        }
        return 0;
    }

    private int runAction() {
        server.faults.reachStep(action);
        int parts = 1 + server.random.nextInt(4);
        boolean slow = server.random.nextInt(12) == 0;
        int luck = server.faults.drawStepFailure(action);
        for (int part = 0; part < parts; part++) {
            print(action + " part " + part);
            process.sleep(server.random.nextInt(slow ? 60_000 : 4_000));
            process.step();
        }
        if (luck == 1) {
            print("failed before");
            return 1;
        }
        int code = act();
        process.step();
        print(code == 0 && luck == 0 ? "done " + action : "failed");
        return luck == 2 ? 1 : code;
    }

    private void print(String line) {
        printer.accept(line + "\n");
    }

    private int act() {
        return switch (action) {
            case "prepare", "note" -> 0;
            case "stop", "undo-start" -> serve(false);
            case "start", "undo-stop" -> serve(true);
            case "backup" -> backUp();
            case "upgrade" -> changeVersion(request.value("HR_TO"));
            case "undo-upgrade" -> serve(false) + changeVersion("1.0");
            case "migrate" -> changeData("2", request.value("HR_TO"));
            case "undo-migrate" -> serve(false) + changeData("1", "");
            case "verify" -> verify();
            default -> 127;
        };
    }

    private int serve(boolean on) {
        server.serving = on;
        return 0;
    }

    private int backUp() {
        return !server.serving && disk.write(BACKUP, disk.read(VERSION) + disk.read(DATA)) ? 0 : 1;
    }

    private int changeVersion(String to) {
        if (server.serving || !disk.write(VERSION, "partly " + to)) {
            return 1;
        }
        process.step();
        return disk.write(VERSION, to) ? 0 : 1;
    }

    private int changeData(String to, String needed) {
        boolean fits = needed.isEmpty() || needed.equals(disk.read(VERSION));
        return !server.serving && fits && disk.write(DATA, to) ? 0 : 1;
    }

    private int verify() {
        boolean fits = disk.read(VERSION).equals(request.value("HR_TO"));
        return fits && server.serving && disk.read(DATA).equals(dataOf(disk.read(VERSION))) ? 0 : 1;
    }

    private static String dataOf(String version) {
        return version.equals("1.0") ? "1" : "2";
    }

    /// Runs a check, or prints the state.
    int runProbe() {
        process.step();
        return switch (action) {
            case "check-stop" -> server.serving ? 1 : 0;
            case "check-start" -> server.serving ? 0 : 1;
            case "check-upgrade" -> disk.read(VERSION).equals(request.value("HR_TO")) ? 0 : 1;
            case "check-migrate" -> disk.read(DATA).equals("2") ? 0 : 1;
            case "state" -> printState();
            default -> 127;
        };
    }

    private int printState() {
        print("@fact\tversion\t" + disk.read(VERSION));
        print("@fact\tdata\t" + disk.read(DATA));
        print("@fact\tserving\t" + (server.serving ? "yes" : "no"));
        return 0;
    }

    /// Whether the whole product is at this version.
    static boolean isAt(SimulatedServer server, String version) {
        return version.equals(server.disk.read(VERSION))
                && dataOf(version).equals(server.disk.read(DATA))
                && server.serving;
    }
}
