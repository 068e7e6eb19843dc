package dev.handrail.rehearsal;

import dev.handrail.model.Problem;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.remote.copy.CopyScripts;
import dev.handrail.text.ServerText;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A throw-away copy of a server beside it: overlays over its file systems, its databases copied by
/// their own tools, booted in a network of its own. `name`: 12 hexadecimal digits.
public record ServerCopy(String name, CopyContents contents) {
    /// Copying the databases takes most of it.
    private static final Duration MAKING = Duration.ofMinutes(60);

    private static final Duration SHORT = Duration.ofMinutes(2);

    /// The copy ends by itself after this time, whatever becomes of Handrail.
    private static final Duration LIFE = Duration.ofHours(12);

    /// What became of making a copy.
    public sealed interface CopyResult {
        record Made(ServerCopy copy) implements CopyResult {}

        /// Nothing of it is left on the server.
        record Failed(Problem problem) implements CopyResult {}
    }

    /// Makes a copy of the server and boots it. `name`: a new one. `who`: whose copy it is, as
    /// others see it.
    public static CopyResult makeCopy(ServerShell live, String name, String who)
            throws ConnectionLostException {
        Map<String, String> values =
                Map.of(
                        "COPY_NAME", name,
                        "COPY_WATCH", CopyScripts.keptOnServer("watch.sh"),
                        "COPY_WHO", who,
                        "COPY_BASE", live.baseFolder(),
                        "COPY_LIFE", Long.toString(LIFE.toSeconds()),
                        "COPY_PROXY", ScriptText.builtIn("rehearsal/proxy.py").text(),
                        "COPY_ENDED", CopyScripts.keptOnServer("ended.sh"));
        ScriptResult made = live.run(CopyScripts.onServer("make.sh", values), MAKING);
        List<CopyLine> lines = CopyLine.parseOutput(made.out());
        if (lines.stream().anyMatch(line -> line.word().equals("ready"))) {
            return new CopyResult.Made(new ServerCopy(name, CopyContents.of(lines)));
        }
        return new CopyResult.Failed(problemOf(lines, made));
    }

    private static Problem problemOf(List<CopyLine> lines, ScriptResult result) {
        return lines.stream()
                .filter(line -> line.word().equals("failed"))
                .findFirst()
                .map(RehearsalProblems::ofFailure)
                .orElseGet(() ->
                        RehearsalProblems.unclear(
                                ServerText.toPlainLine(lastLine(result.err() + result.out()))));
    }

    private static String lastLine(String text) {
        return text.lines().reduce("", (_, last) -> last);
    }

    /// A name that no other copy has.
    public static String newName() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Proves from within the copy that it cannot reach the server, its disks or a network. Returns
    /// why it must not be used. `inCopy`: a connection to the copy.
    public Optional<Problem> proveIsolation(ServerShell live, ServerConnection inCopy)
            throws ConnectionLostException {
        String token = "/run/handrail-" + name;
        live.run("umask 077; : >" + token, SHORT);
        try {
            Map<String, String> values = Map.of("COPY_NAME", name, "COPY_TOKEN", token);
            ScriptResult ran =
                    inCopy.currentShell().run(CopyScripts.inCopy("prove.sh", values), SHORT);
            return findReached(ran);
        } finally {
            live.run("rm -f " + token, SHORT);
        }
    }

    private static Optional<Problem> findReached(ScriptResult ran) {
        List<CopyLine> lines = CopyLine.parseOutput(ran.out());
        String reached =
                lines.stream()
                        .filter(line -> line.word().equals("reached"))
                        .map(line -> String.join(" ", line.details()))
                        .collect(Collectors.joining(", "));
        if (!reached.isEmpty()) {
            return Optional.of(RehearsalProblems.notIsolated(reached));
        }
        return lines.stream().anyMatch(line -> line.word().equals("proved"))
                ? Optional.empty()
                : Optional.of(problemOf(lines, ran));
    }

    /// Ends the copy and removes all of it. Returns what is left.
    public Optional<Problem> removeCopy(ServerShell live) throws ConnectionLostException {
        return removeCopy(live, name);
    }

    /// Removes the copy with this name, or whichever there is if the name is empty.
    public static Optional<Problem> removeCopy(ServerShell live, String name)
            throws ConnectionLostException {
        Map<String, String> values = Map.of("COPY_NAME", name);
        ScriptResult ran = live.run(CopyScripts.onServer("remove.sh", values), SHORT);
        List<CopyLine> lines = CopyLine.parseOutput(ran.out());
        return lines.stream().anyMatch(line -> line.word().equals("removed"))
                ? Optional.empty()
                : Optional.of(problemOf(lines, ran));
    }
}
