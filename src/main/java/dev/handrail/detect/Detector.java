package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.Problem;
import dev.handrail.model.Releases;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Quote;
import dev.handrail.remote.Shell;

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

    public Detection detect(Shell shell) throws LinkLost {
        String mark = ":" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Shell.Ran ran = shell.run(script(mark), LIMIT);
        Map<String, Part> parts = Part.split(ran.out(), mark);
        List<Problem> problems = new ArrayList<>();
        Facts host =
                facts(Optional.ofNullable(parts.get(HOST)), "the server itself", mark, problems);
        if (parts.isEmpty()) {
            return new Detection(host, List.of(), List.of(silent(ran)));
        }
        List<Found> products = new ArrayList<>();
        for (Runbook runbook : runbooks) {
            int before = problems.size();
            Facts facts =
                    facts(
                            Optional.ofNullable(parts.get(runbook.id())),
                            runbook.name(),
                            mark,
                            problems);
            if (facts.text("installed").equals("yes")) {
                Facts whole = problems.size() == before ? facts : halfSeen(facts, problems);
                products.add(new Found(runbook, host.and(whole)));
            }
        }
        return new Detection(host, products, problems);
    }

    /// What was seen of a product before its script failed is too little to plan with: a fact that
    /// would have stopped the upgrade may be missing.
    private static Facts halfSeen(Facts facts, List<Problem> problems) {
        if (facts.get("broken").isPresent()) {
            return facts;
        }
        String what = problems.getLast().what();
        return facts.and(new Facts(List.of(new Facts.Fact("broken", what, ""))));
    }

    /// What the server can really get of a product.
    public Releases releases(Shell shell, Found found) throws LinkLost {
        Optional<ScriptText> script = found.runbook().releases();
        if (script.isEmpty()) {
            return Releases.UNKNOWN;
        }
        String whole =
                Scripts.whole(
                        Scripts.variables(found.facts()), found.runbook().library(), script.get());
        Shell.Ran ran = shell.run(whole, LIMIT);
        return ReleaseLines.parse(ran.out())
                .orElseGet(() -> new Releases(Releases.State.FAILED, List.of(), why(ran)));
    }

    private static String why(Shell.Ran ran) {
        String said = Part.lastLine(ran.err());
        if (ran.exit() < 0) {
            return "Its script was not done after " + LIMIT.toSeconds() + " s.";
        }
        return said.isEmpty() ? "Its script ended with exit code " + ran.exit() + "." : said;
    }

    /// Each script in a subshell of its own, evaluated, so that not even a syntax error reaches its
    /// neighbours.
    private String script(String mark) {
        StringBuilder text = new StringBuilder("{\n").append(Scripts.lib());
        text.append("HR_MARK=").append(Quote.word(mark)).append('\n');
        part(text, HOST, Scripts.resource("host.sh"), mark);
        for (Runbook runbook : runbooks) {
            part(text, runbook.id(), own(runbook) + runbook.detect().text(), mark);
        }
        return text.append("}\n").toString();
    }

    /// A runbook's functions without those that stand in front of all scripts already.
    private static String own(Runbook runbook) {
        String library = runbook.library().text();
        return library.startsWith(Scripts.lib())
                ? library.substring(Scripts.lib().length())
                : library;
    }

    private static void part(StringBuilder text, String id, String script, String mark) {
        text.append("printf '\\n@part%s\\t%s\\n' ")
                .append(mark)
                .append(' ')
                .append(Quote.word(id))
                .append('\n');
        text.append("( eval ").append(Quote.word(script)).append(" ) </dev/null 2>&1\n");
        text.append("printf '\\n@end%s\\t%s\\n' ").append(mark).append(" \"$?\"\n");
    }

    private static Facts facts(
            Optional<Part> part, String name, String mark, List<Problem> problems) {
        if (part.isEmpty() || part.get().exit().isEmpty()) {
            problems.add(
                    new Problem(
                            "detect.cut",
                            "Looking at "
                                    + name
                                    + " was not finished within "
                                    + LIMIT.toMinutes()
                                    + " minutes.",
                            "Look again; if it happens again, see what keeps the server busy."));
        } else if (part.get().exit().get() != 0) {
            problems.add(
                    new Problem(
                            "detect.failed",
                            "Looking at " + name + " failed: " + Part.lastLine(part.get().text()),
                            "Its runbook cannot be used on this server until detect.sh runs"
                                    + " there."));
        }
        return part.map(p -> FactLines.parse(p.text(), mark)).orElse(Facts.NONE);
    }

    private static Problem silent(Shell.Ran ran) {
        String why = Part.lastLine(ran.err());
        return new Problem(
                "detect.silent",
                "The server did not run the detection script" + (why.isEmpty() ? "." : ": " + why),
                "Log in by hand and see whether /bin/sh works there.");
    }
}
