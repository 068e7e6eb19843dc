package dev.handrail.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.ScriptText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A second user of this machine who plants links and swaps folders, over and over, while root
/// works in his folder.
public final class LinkAttack implements AutoCloseable {
    public static final String USER = "nobody";
    public static final String SECRET = "root's own\n";
    private static final String PYTHON = "/usr/bin/python3";
    private static final List<String> AS_USER =
            List.of("setpriv", "--reuid=" + USER, "--regid=65534", "--clear-groups", PYTHON);

    /// What each attack does.
    private static final Map<String, String> ATTACKS =
            Map.of(
                    "name-of-the-new-file",
                    "link(victim, 'conf.handrail-new'); time.sleep(random.random() / 150);"
                            + " os.unlink('conf.handrail-new'); time.sleep(random.random() / 150)",
                    "name-of-the-file",
                    "link(victim, 'x'); os.rename('x', 'conf'); file('y'); os.rename('y', 'conf')",
                    "private-folder",
                    "for n in os.listdir('.'):\n"
                            + "   if n.startswith('.handrail-'):\n"
                            + "    os.rename(n, n[1:]); link(os.path.dirname(victim), n)",
                    "folder-above",
                    "os.chdir('..'); os.rename('app', 'away');"
                            + " link(os.path.dirname(victim), 'app'); os.unlink('app');"
                            + " os.rename('away', 'app'); os.chdir('app')");

    private final Path home;
    private final Path app;
    private final Path etc;
    private final Path work;
    private Process attacker;

    private LinkAttack(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        this.home = Files.createDirectory(folder.resolve("home"));
        this.app = Files.createDirectory(home.resolve("app"));
        this.etc = Files.createDirectory(folder.resolve("etc"));
        this.work = Files.createDirectory(folder.resolve("work"));
    }

    /// Why nobody can attack here, or empty.
    public static Optional<String> missingNeed() throws IOException, InterruptedException {
        if (!TestRequirements.isRoot()) {
            return Optional.of("root and a second user needed");
        }
        String probe = String.join(" ", AS_USER) + " -c pass";
        return runScript(probe, Map.of(), Path.of("/")).code() == 0
                ? Optional.empty()
                : Optional.of("setpriv and python3 needed");
    }

    /// Makes the folders; nobody attacks yet. `folder`: an empty one.
    public static LinkAttack prepare(Path folder) throws IOException, InterruptedException {
        LinkAttack attack = new LinkAttack(folder);
        String own = "chmod 711 '%s'; chown %s '%s' '%s'";
        runScript(own.formatted(attack.etc, USER, attack.home, attack.app), Map.of(), folder);
        return attack;
    }

    /// The names of all attacks, in order.
    public static List<String> names() {
        return ATTACKS.keySet().stream().sorted().toList();
    }

    /// The folder of the second user, in which the file `conf` is.
    public Path app() {
        return app;
    }

    /// Root's folder with the file `victim`, to which the links lead.
    public Path etc() {
        return etc;
    }

    /// Root's folder for the work of a run.
    public Path work() {
        return work;
    }

    public void start(String name) throws IOException {
        Path program = home.resolve("attack.py");
        Files.writeString(
                program,
                """
                import os, random, time
                victim = %s
                def link(to, name): os.symlink(to, name)
                def file(name): open(name, 'w').write('old\\n')
                while 1:
                 try:
                  %s
                 except OSError:
                  for n in ('conf.handrail-new', 'x'):
                   if os.path.islink(n): os.unlink(n)
                """
                        .formatted("'" + etc.resolve("victim") + "'", ATTACKS.get(name)));
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(AS_USER));
        builder.command().add(program.toString());
        attacker =
                builder.directory(app.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
    }

    /// Gives all files their content, owner and mode of before.
    public void resetFiles() throws IOException, InterruptedException {
        String reset =
                ("mkdir -p app; cd app 2>/dev/null || exit 0; rm -rf conf real; echo old >conf;"
                     + " chmod 640 conf; chown %s conf; cd '%s'; rm -f conf; printf \"root's"
                     + " own\\n\" >victim; chmod 600 victim; chown root victim")
                        .formatted(USER, etc);
        runScript(reset, Map.of(), home);
    }

    /// What of root's own was touched; empty if nothing was.
    public Optional<String> findTouched() throws IOException {
        Path victim = etc.resolve("victim");
        if (!Files.readString(victim).equals(SECRET)) {
            return Optional.of("root's file is overwritten");
        }
        if (!List.of("victim").equals(List.of(etc.toFile().list()))) {
            return Optional.of("root's folder has " + List.of(etc.toFile().list()));
        }
        return Files.getOwner(victim).getName().equals("root")
                        && Files.getOwner(etc).getName().equals("root")
                ? Optional.empty()
                : Optional.of("root's file has another owner");
    }

    /// The variables of root's script that writes or puts back the file.
    public Map<String, String> mergeValues(String step) {
        Map<String, String> values = new TreeMap<>();
        values.put("MERGE_FILE", app.resolve("conf").toString());
        values.put("MERGE_LIKE", app.resolve("conf").toString());
        values.put("MERGE_OLD", sha256("old\n"));
        values.put("MERGE_NEW", sha256("new\n"));
        values.put("MERGE_KEY", "k");
        values.put("HR_HOP_WORK", work.toString());
        values.put("HR_STEP", step);
        return values;
    }

    /// Root writes a merged file.
    public static String writingScript() {
        return "exec 3<<E\nnew\nE\n" + script("run/merge-write.sh");
    }

    /// Root puts a file back that a merge had changed.
    public String undoScript() throws IOException {
        Path kept = Files.createDirectories(work.resolve("merged-undo"));
        Files.writeString(kept.resolve("k.path"), app.resolve("conf").toString());
        Files.writeString(kept.resolve("k.mine"), "old\n");
        return script("run/merge-undo.sh");
    }

    /// A runbook replaces a file with the function of the shared library.
    public String replacingScript() {
        return ScriptText.builtIn("runbooks/lib/place.sh").text()
                + "cat >%1$s/text <<E\nnew\nE\nreplace_file %2$s/conf %1$s/text"
                        .formatted(work, app);
    }

    public static String script(String path) {
        return ScriptText.builtIn("runbooks/lib.sh").text()
                + ScriptText.builtInForPlace(path).text();
    }

    /// How a script ended, and what it printed.
    public record ScriptEnd(int code, String text) {}

    public static ScriptEnd runScript(String script, Map<String, String> values, Path in)
            throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        shell.environment().putAll(values);
        Process process = shell.directory(in.toFile()).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new ScriptEnd(process.waitFor(), text);
    }

    public static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Ends the attack, which must have gone on until now.
    @Override
    public void close() throws InterruptedException {
        if (attacker != null) {
            boolean attacked = attacker.isAlive();
            attacker.destroyForcibly().waitFor();
            if (!attacked) {
                throw new AssertionError("nobody has attacked");
            }
        }
    }
}
