package dev.handrail.detect;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Finds out with a single script which of the known products a server has.
public final class Detector {
    /// The limit for each script: one detects all products, one lists the releases of a product.
    static final Duration LIMIT = Duration.ofSeconds(120);

    private static final String HOST = DetectionScript.HOST;

    /// The variable that tells scripts where runs keep their files on this server.
    private static final String BASE = "HANDRAIL_BASE";

    private final List<Runbook> runbooks;

    public Detector(List<Runbook> runbooks) {
        this.runbooks = List.copyOf(runbooks);
    }

    /// Blocks until the script ends or reaches the limit. A script that fails adds a problem and
    /// does not hide the other products.
    public DetectionResult detectProducts(ServerShell shell) throws ConnectionLostException {
        String mark = ":" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        ServerShell.ScriptResult ran = shell.run(assembleScript(shell, mark), LIMIT);
        Map<String, ScriptOutput> outputs = ScriptOutput.parseOutputs(ran.out(), mark);
        Message serverName = Message.of("detect.server-itself.label");
        DetectedPart server = DetectedPart.of(findOutput(outputs, HOST), serverName, mark);
        return outputs.isEmpty()
                ? new DetectionResult(server.facts(), List.of(), List.of(silentProblem(ran)))
                : collectProducts(server, outputs, mark);
    }

    private String assembleScript(ServerShell shell, String mark) throws ConnectionLostException {
        return DetectionScript.assemble(runbooks, Map.of(BASE, shell.baseFolder()), mark);
    }

    private DetectionResult collectProducts(
            DetectedPart server, Map<String, ScriptOutput> outputs, String mark) {
        List<Problem> problems = new ArrayList<>(server.problem().stream().toList());
        List<DetectedProduct> products = new ArrayList<>();
        for (Runbook runbook : runbooks) {
            Message name = Message.literal(runbook.name());
            DetectedPart part = DetectedPart.of(findOutput(outputs, runbook.id()), name, mark);
            part.problem().ifPresent(problems::add);
            if (part.isInstalled()) {
                Facts facts = server.facts().combinedWith(part.productFacts());
                products.add(new DetectedProduct(runbook, facts));
            }
        }
        return new DetectionResult(server.facts(), products, problems);
    }

    private static Optional<ScriptOutput> findOutput(Map<String, ScriptOutput> outputs, String id) {
        return Optional.ofNullable(outputs.get(id));
    }

    /// Asks the server which releases of a product it can get. UNKNOWN if the runbook has no script
    /// for that.
    public AvailableReleases listReleases(ServerShell shell, DetectedProduct found)
            throws ConnectionLostException {
        Optional<ScriptText> script = found.runbook().releases();
        if (script.isEmpty()) {
            return AvailableReleases.UNKNOWN;
        }
        Map<String, String> facts = ScriptLibrary.factVariables(found.facts());
        facts.put(BASE, shell.baseFolder());
        String whole = ScriptLibrary.assembleScript(facts, found.runbook().library(), script.get());
        ServerShell.ScriptResult ran = shell.run(whole, LIMIT);
        return ReleaseParser.parseReleases(ran.out()).orElseGet(() -> failedListing(ran));
    }

    private static AvailableReleases failedListing(ServerShell.ScriptResult ran) {
        return new AvailableReleases(
                AvailableReleases.ListingState.FAILED, List.of(), failureReason(ran));
    }

    /// The last line of errors, or the exit code when there is none.
    private static Message failureReason(ServerShell.ScriptResult ran) {
        if (ran.exit() < 0) {
            return Message.of("detect.releases.timeout.reason", LIMIT);
        }
        String line = ScriptOutput.lastLine(ran.err());
        return line.isEmpty()
                ? Message.of("detect.releases.exit.reason", String.valueOf(ran.exit()))
                : Message.literal(line);
    }

    /// For a server that printed no part at all.
    private static Problem silentProblem(ServerShell.ScriptResult ran) {
        String line = ScriptOutput.lastLine(ran.err());
        if (ran.exit() < 0) {
            return new Problem(
                    "detect.timeout",
                    Message.of("detect.timeout.what", LIMIT),
                    Message.of("detect.silent.todo"));
        }
        return new Problem(
                "detect.silent",
                line.isEmpty()
                        ? Message.of("detect.silent.what")
                        : Message.of("detect.silent-why.what", line),
                Message.of("detect.silent.todo"));
    }
}
