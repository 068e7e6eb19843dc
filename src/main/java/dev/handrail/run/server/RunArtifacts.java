package dev.handrail.run.server;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.text.ShellQuote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Lists and removes the artifacts of runs on a server and on this workstation. Handrail removes
/// none of them unasked.
public final class RunArtifacts {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int FIELDS = 8;

    /// Lists the artifacts of all runs and removes none.
    private static final Map<String, String> NOTHING =
            Map.of("LEFT_RUN", "", "LEFT_REMOVE", "", "LEFT_NEWEST", "no");

    private RunArtifacts() {}

    /// An artifact on a server. `use`: why it cannot be removed, or empty. `newest`: it is or
    /// contains the newest complete backup of its product.
    public record ServerArtifact(String run, Artifact left, String use, boolean newest) {}

    /// Lists the artifacts of all runs on a server.
    public static List<ServerArtifact> listOnServer(ServerShell shell)
            throws ConnectionLostException {
        return listOnServer(shell, "");
    }

    /// Lists the artifacts of one run on a server, without the run's own folder.
    static List<ServerArtifact> listOnServer(ServerShell shell, String run)
            throws ConnectionLostException {
        ScriptResult ran = shell.run(assembleScript(shell, Map.of("LEFT_RUN", run)), LIMIT);
        return ran.out()
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == FIELDS && fields[0].equals("@left"))
                .map(RunArtifacts::parseArtifact)
                .toList();
    }

    /// Removes one artifact. Returns why it was kept, or empty once it is removed. `newest`: the
    /// admin has confirmed twice that the newest backup may be removed.
    public static Optional<Problem> removeArtifact(ServerShell shell, String name, boolean newest)
            throws ConnectionLostException {
        Map<String, String> values =
                Map.of("LEFT_REMOVE", name, "LEFT_NEWEST", newest ? "yes" : "no");
        ScriptResult ran = shell.run(assembleScript(shell, values), LIMIT);
        return ran.hasSucceeded()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "leftovers.kept",
                                Message.literal(ran.err().strip().replaceFirst("^ERROR: ", "")),
                                Message.of("run.artifact.kept.todo")));
    }

    /// Lists the files that runs have copied to this workstation, one folder for each run.
    /// `copies`: the folder for all copies, which need not exist.
    public static List<Artifact> listOnWorkstation(Path copies) {
        List<Artifact> all = new ArrayList<>();
        if (Files.isDirectory(copies)) {
            try (Stream<Path> runs = Files.list(copies)) {
                runs.sorted().forEach(run -> all.add(copiedFolder(run)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /// Returns the folder of the files that one run has copied to this workstation, or empty.
    static Optional<Artifact> findOnWorkstation(Path copies, String run) {
        Path folder = copies.resolve(run);
        return Files.isDirectory(folder) ? Optional.of(copiedFolder(folder)) : Optional.empty();
    }

    private static Artifact copiedFolder(Path run) {
        return new Artifact(
                "copy",
                run.toString(),
                sizeInKilobytes(run),
                Message.of("run.artifact.copied"),
                "rm -rf " + ShellQuote.quoteWord(run.toString()));
    }

    private static long sizeInKilobytes(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String assembleScript(ServerShell shell, Map<String, String> more)
            throws ConnectionLostException {
        Map<String, String> values = new TreeMap<>(NOTHING);
        values.put("LEFT_BASE", shell.baseFolder());
        values.putAll(more);
        return ShellQuote.exportAssignments(values)
                + ScriptText.builtIn("runbooks/lib.sh").text()
                + "\n"
                + ScriptText.builtIn("run/leftovers.sh").text();
    }

    /// Reads one line of the list. A size that the server does not know counts as 0.
    private static ServerArtifact parseArtifact(String[] fields) {
        String kind = fields[2];
        String name = fields[3];
        long size = fields[4].matches("[0-9]{1,15}") ? Long.parseLong(fields[4]) : 0;
        Artifact left =
                new Artifact(
                        kind, name, size, Message.literal(fields[7]), removalCommand(kind, name));
        return new ServerArtifact(fields[1], left, fields[5], fields[6].equals("yes"));
    }

    /// Returns the command with which an admin can remove the artifact by hand.
    private static String removalCommand(String kind, String name) {
        String quoted = ShellQuote.quoteWord(name);
        return switch (kind) {
            case "database" -> "sudo -u postgres dropdb " + quoted;
            case "backup" -> "rm -rf " + quoted + " " + ShellQuote.quoteWord(name + ".files.tar");
            default -> "rm -rf " + quoted;
        };
    }
}
