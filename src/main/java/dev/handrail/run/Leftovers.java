package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Left;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Quote;
import dev.handrail.remote.Shell;
import dev.handrail.remote.Shell.Ran;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What runs have left on a server and on this workstation, as it is there now. Nothing of it is
/// ever removed unasked.
public final class Leftovers {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int FIELDS = 8;

    private Leftovers() {}

    /// Something on a server. `use`: why it cannot be removed, or empty. `newest`: it is the newest
    /// whole backup of its product, or has it inside.
    public record OnServer(String run, Left left, String use, boolean newest) {}

    /// What all runs have left on a server.
    public static List<OnServer> on(Shell shell) throws LinkLost {
        return on(shell, "");
    }

    /// What one run has left, apart from its own folder.
    static List<OnServer> on(Shell shell, String run) throws LinkLost {
        Ran ran = shell.run(text(shell, Map.of("LEFT_RUN", run)), LIMIT);
        return ran.out()
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == FIELDS && fields[0].equals("@left"))
                .map(Leftovers::read)
                .toList();
    }

    /// Removes one thing, unless it is in use. `newest`: the admin has said twice that the newest
    /// backup may go.
    public static Optional<Problem> remove(Shell shell, String name, boolean newest)
            throws LinkLost {
        Map<String, String> values =
                Map.of("LEFT_REMOVE", name, "LEFT_NEWEST", newest ? "yes" : "no");
        Ran ran = shell.run(text(shell, values), LIMIT);
        return ran.ok()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "leftovers.kept",
                                ran.err().strip().replaceFirst("^ERROR: ", ""),
                                "It was left as it is."));
    }

    /// What runs have copied to this workstation. `copies`: the folder for that.
    public static List<Left> here(Path copies) {
        List<Left> all = new ArrayList<>();
        if (Files.isDirectory(copies)) {
            try (Stream<Path> runs = Files.list(copies)) {
                runs.sorted().forEach(run -> all.add(copied(run)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /// What one run has copied to this workstation.
    static Optional<Left> here(Path copies, String run) {
        Path folder = copies.resolve(run);
        return Files.isDirectory(folder) ? Optional.of(copied(folder)) : Optional.empty();
    }

    private static Left copied(Path run) {
        return new Left(
                "copy",
                run.toString(),
                kilobytes(run),
                "what the run copied to this workstation",
                "rm -rf " + Quote.word(run.toString()));
    }

    private static long kilobytes(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Shell shell, Map<String, String> more) throws LinkLost {
        return Quote.assignments(
                        Map.of(
                                "LEFT_BASE",
                                shell.base(),
                                "LEFT_RUN",
                                "",
                                "LEFT_REMOVE",
                                "",
                                "LEFT_NEWEST",
                                "no"))
                + Quote.assignments(more)
                + ScriptText.builtIn("runbooks/lib.sh").text()
                + "\n"
                + ScriptText.builtIn("run/leftovers.sh").text();
    }

    private static OnServer read(String[] fields) {
        String kind = fields[2];
        String name = fields[3];
        long size = fields[4].matches("[0-9]{1,15}") ? Long.parseLong(fields[4]) : 0;
        Left left = new Left(kind, name, size, fields[7], command(kind, name));
        return new OnServer(fields[1], left, fields[5], fields[6].equals("yes"));
    }

    private static String command(String kind, String name) {
        String quoted = Quote.word(name);
        return switch (kind) {
            case "database" -> "sudo -u postgres dropdb " + quoted;
            case "backup" -> "rm -rf " + quoted + " " + Quote.word(name + ".files.tar");
            default -> "rm -rf " + quoted;
        };
    }
}
