package dev.handrail.simulation;

import dev.handrail.model.ScriptText;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.remote.ServerShell.StepJob;
import dev.handrail.remote.step.StepScripts;

import java.util.HashMap;
import java.util.Map;

/// Recognizes the scripts of the product by their texts, and runs their models. A script that no
/// model stands for is an error of the simulation.
final class ServerScripts {
    private static final StepFolder ANY = new StepFolder("/b", "r", "n");
    private static final Map<String, ScriptModel> MODELS = findModels();

    private ServerScripts() {}

    private interface ScriptModel {
        int run(RemoteProcess process, ScriptRequest request, ScriptOutput output);
    }

    private static Map<String, ScriptModel> findModels() {
        StepScripts steps = new StepScripts("/bin/sh");
        StepJob job = new StepJob("", false, false, 1);
        Map<String, ScriptModel> models = new HashMap<>();
        models.put(
                bodyOf(steps.startScript(ANY, job, 0, "")),
                (p, r, o) -> new StepScriptModel(p, r, o).start());
        models.put(
                bodyOf(steps.attachScript(ANY, 0)),
                (p, r, o) -> new StepScriptModel(p, r, o).attach());
        models.put(
                bodyOf(steps.statusScript(ANY)),
                (p, r, o) -> new StepScriptModel(p, r, o).status());
        models.put(
                bodyOf(steps.cancelScript(ANY, 1)),
                (p, r, o) -> new StepScriptModel(p, r, o).cancel());
        models.put(builtIn("lock"), (p, r, o) -> new LockScriptModel(p, r, o).acquire());
        models.put(builtIn("lock-keep"), (p, r, o) -> new LockScriptModel(p, r, o).keep());
        models.put(builtIn("unlock"), (p, r, o) -> new LockScriptModel(p, r, o).release());
        models.put(builtIn("same-boot"), (p, r, o) -> compareBoot(p, r));
        models.put(UpgradePlans.LIBRARY + "\n" + builtIn("folders"), ServerScripts::makeFolders);
        models.put(
                ScriptText.builtIn("runbooks/lib.sh").text() + "\n" + builtIn("leftovers"),
                ServerScripts::listLeftovers);
        return models;
    }

    private static String builtIn(String name) {
        return ScriptText.builtIn("run/" + name + ".sh").text();
    }

    private static String bodyOf(String script) {
        return ScriptRequest.parse(script).body();
    }

    static int run(RemoteProcess process, String script, ScriptOutput output) {
        if (script.startsWith("id -u;")) {
            output.print("0\n/root\n\n");
            return 0;
        }
        ScriptRequest request = ScriptRequest.parse(script);
        ScriptModel model = MODELS.get(request.body());
        if (model != null) {
            return model.run(process, request, output);
        }
        if (ProductModel.knows(request)) {
            return new ProductModel(process, request, output::print).runProbe();
        }
        throw new AssertionError("No model for the script: " + request.body());
    }

    private static int compareBoot(RemoteProcess process, ScriptRequest request) {
        process.step();
        String pid = process.disk.lines(request.value("STEP_FOLDER") + "/pid", 1).getFirst();
        return pid.endsWith(" " + process.server.bootId()) ? 0 : 1;
    }

    private static int makeFolders(
            RemoteProcess process, ScriptRequest request, ScriptOutput output) {
        process.step();
        String folder = request.value("HR_HOP_WORK");
        if (process.disk.isFull() && !process.disk.exists(folder)) {
            output.printError("ERROR: " + folder + " cannot be made.\n");
            return 1;
        }
        process.disk.makeFolders(folder);
        return 0;
    }

    private static int listLeftovers(
            RemoteProcess process, ScriptRequest request, ScriptOutput output) {
        process.step();
        if (process.disk.exists(ProductModel.BACKUP)) {
            output.print(
                    String.join(
                                    "\t",
                                    "@left",
                                    request.value("LEFT_RUN"),
                                    "backup",
                                    ProductModel.BACKUP,
                                    "1",
                                    "",
                                    "yes",
                                    "a backup")
                            + "\n");
        }
        return 0;
    }
}
