package dev.handrail.detect;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.text.ShellQuote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Asks a server, with one script and in one go, what of all known products is there.
public final class Detector {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String HOST = "host";

    private final List<Runbook> runbooks;

    public Detector(List<Runbook> runbooks) {
        this.runbooks = List.copyOf(runbooks);
    }

    public DetectionResult detectProducts(ServerShell shell) throws ConnectionLostException {
        String mark = ":" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        ServerShell.ScriptResult ran = shell.run(detectionScript(mark), LIMIT);
        Map<String, ScriptOutput> parts = ScriptOutput.parseOutputs(ran.out(), mark);
        List<Problem> problems = new ArrayList<>();
        Facts host =
                readFacts(
                        Optional.ofNullable(parts.get(HOST)), "the server itself", mark, problems);
        if (parts.isEmpty()) {
            return new DetectionResult(host, List.of(), List.of(silentProblem(ran)));
        }
        List<DetectedProduct> products = new ArrayList<>();
        for (Runbook runbook : runbooks) {
            int before = problems.size();
            Facts facts =
                    readFacts(
                            Optional.ofNullable(parts.get(runbook.id())),
                            runbook.name(),
                            mark,
                            problems);
            if (facts.textOrEmpty("installed").equals("yes")) {
                Facts whole = problems.size() == before ? facts : markIncomplete(facts, problems);
                products.add(new DetectedProduct(runbook, host.combinedWith(whole)));
            }
        }
        return new DetectionResult(host, products, problems);
    }

    /// What was seen of a product before its script failed is too little to plan with: a fact that
    /// would have stopped the upgrade may be missing.
    private static Facts markIncomplete(Facts facts, List<Problem> problems) {
        if (facts.get("broken").isPresent()) {
            return facts;
        }
        Problem last = problems.getLast();
        String what = last.what() instanceof Message.Literal(String text) ? text : last.key();
        return facts.combinedWith(new Facts(List.of(new Facts.Fact("broken", what, ""))));
    }

    /// What the server can really get of a product.
    public AvailableReleases listReleases(ServerShell shell, DetectedProduct found)
            throws ConnectionLostException {
        Optional<ScriptText> script = found.runbook().releases();
        if (script.isEmpty()) {
            return AvailableReleases.UNKNOWN;
        }
        String whole =
                ScriptLibrary.assembleScript(
                        ScriptLibrary.factVariables(found.facts()),
                        found.runbook().library(),
                        script.get());
        ServerShell.ScriptResult ran = shell.run(whole, LIMIT);
        return ReleaseParser.parseReleases(ran.out())
                .orElseGet(() ->
                        new AvailableReleases(
                                AvailableReleases.ListingState.FAILED,
                                List.of(),
                                Message.literal(failureReason(ran))));
    }

    private static String failureReason(ServerShell.ScriptResult ran) {
        String said = ScriptOutput.lastLine(ran.err());
        if (ran.exit() < 0) {
            return "Its script was not done after " + LIMIT.toSeconds() + " s.";
        }
        return said.isEmpty() ? "Its script ended with exit code " + ran.exit() + "." : said;
    }

    /// Each script in a subshell of its own, evaluated, so that not even a syntax error reaches its
    /// neighbours.
    private String detectionScript(String mark) {
        StringBuilder text = new StringBuilder("{\n").append(ScriptLibrary.sharedFunctions());
        text.append("HR_MARK=").append(ShellQuote.quoteWord(mark)).append('\n');
        appendPart(text, HOST, ScriptLibrary.readResource("host.sh"), mark);
        for (Runbook runbook : runbooks) {
            appendPart(text, runbook.id(), ownFunctions(runbook) + runbook.detect().text(), mark);
        }
        return text.append("}\n").toString();
    }

    /// A runbook's functions without those that stand in front of all scripts already.
    private static String ownFunctions(Runbook runbook) {
        String library = runbook.library().text();
        return library.startsWith(ScriptLibrary.sharedFunctions())
                ? library.substring(ScriptLibrary.sharedFunctions().length())
                : library;
    }

    private static void appendPart(StringBuilder text, String id, String script, String mark) {
        text.append("printf '\\n@part%s\\t%s\\n' ")
                .append(mark)
                .append(' ')
                .append(ShellQuote.quoteWord(id))
                .append('\n');
        text.append("( eval ").append(ShellQuote.quoteWord(script)).append(" ) </dev/null 2>&1\n");
        text.append("printf '\\n@end%s\\t%s\\n' ").append(mark).append(" \"$?\"\n");
    }

    private static Facts readFacts(
            Optional<ScriptOutput> part, String name, String mark, List<Problem> problems) {
        if (part.isEmpty() || part.get().exit().isEmpty()) {
            problems.add(
                    new Problem(
                            "detect.cut",
                            Message.literal(
                                    "Looking at "
                                            + name
                                            + " was not finished within "
                                            + LIMIT.toMinutes()
                                            + " minutes."),
                            Message.literal(
                                    "Look again; if it happens again, see what keeps the server"
                                            + " busy.")));
        } else if (part.get().exit().get() != 0) {
            problems.add(
                    new Problem(
                            "detect.failed",
                            Message.literal(
                                    "Looking at "
                                            + name
                                            + " failed: "
                                            + ScriptOutput.lastLine(part.get().text())),
                            Message.literal(
                                    "Its runbook cannot be used on this server until detect.sh runs"
                                            + " there.")));
        }
        return part.map(p -> FactParser.parseFacts(p.text(), mark)).orElse(Facts.NONE);
    }

    private static Problem silentProblem(ServerShell.ScriptResult ran) {
        String why = ScriptOutput.lastLine(ran.err());
        return new Problem(
                "detect.silent",
                Message.literal(
                        "The server did not run the detection script"
                                + (why.isEmpty() ? "." : ": " + why)),
                Message.literal("Log in by hand and see whether /bin/sh works there."));
    }
}
