package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.ScriptText;
import dev.handrail.testing.Shells;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where the products' new default files and those of the installed version come from, before the
/// upgrade has begun. The scripts are run with real checkouts and packages.
@Tag("fast")
class ConfigurationFilesTest {
    @TempDir Path folder;
    private Path work;

    @BeforeEach
    void makeWork() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
    }

    @Test
    void statusPageTakesBothTemplatesFromGitAndLeavesTheCheckoutAlone() throws Exception {
        requireTools("git");
        for (Shells shell : Shells.all()) {
            Path checkout = Files.createDirectories(folder.resolve("at-" + shell.hashCode()));
            assertEquals("", run(shell, checkout, "", CHECKOUT));
            String templates =
                    "sp_templates HEAD \"$HR_HOP_WORK/contrib.old\"\n"
                            + "sp_templates v2 \"$HR_HOP_WORK/contrib.new\"\n";
            assertEquals("", run(shell, checkout, "", LIBRARY + templates));
            String ahead = run(shell, checkout, "decide-configuration", FILES);
            String line = checkout + "/gunicorn.py\t%s\t" + work + "/contrib.old/gunicorn.py";
            assertEquals(line.formatted(work + "/contrib.new/gunicorn.py"), ahead);
            assertEquals(
                    "workers = 1",
                    Files.readString(work.resolve("contrib.old/gunicorn.py")).strip());
            assertEquals(
                    "workers = 2",
                    Files.readString(work.resolve("contrib.new/gunicorn.py")).strip());
            assertEquals("v1", run(shell, checkout, "", "git -C \"$F_PATH\" describe --tags"));
            assertEquals("", run(shell, checkout, "", "git -C \"$F_PATH\" checkout -q v2"));
            String after = run(shell, checkout, "configuration", FILES);
            assertEquals(line.formatted(checkout + "/contrib/gunicorn.py"), after);
        }
    }

    /// Two versions, the second of which has another gunicorn.py; the admin has one of his own.
    private static final String CHECKOUT =
            """
            cd "$F_PATH"; git init -q .; git config user.name a; git config user.email a@b
            mkdir contrib; echo 'workers = 1' >contrib/gunicorn.py; echo gunicorn.py >.gitignore
            echo '!contrib/gunicorn.py' >>.gitignore; git add .; git commit -qm 1; git tag v1
            echo 'workers = 2' >contrib/gunicorn.py; git commit -qam 2; git tag v2
            git checkout -q v1; echo 'workers = 9' >gunicorn.py
            """;

    private static final String LIBRARY = builtIn("lib.sh") + builtIn("status-page/lib.sh");

    private static final String FILES = LIBRARY + builtIn("status-page/files.sh");

    @Test
    void stackstormUnpacksOnlyTheConfigurationFilesOfAPackage() throws Exception {
        requireTools("dpkg-deb");
        for (Shells shell : Shells.all()) {
            assertEquals("", run(shell, folder, "", PACKAGE));
            String unpack =
                    builtIn("lib.sh")
                            + builtIn("stackstorm/lib.sh")
                            + "(st_unpack \"$HR_HOP_WORK/conf.new\" \"$HR_HOP_WORK\"/new/*.deb"
                            + " \"$HR_HOP_WORK\"/new/*.rpm)\n"
                            + "cd \"$HR_HOP_WORK/conf.new\" && find . -type f\n";
            assertEquals("./etc/st2/st2.conf", run(shell, folder, "", unpack));
            assertEquals(
                    "debug = 1",
                    Files.readString(work.resolve("conf.new/etc/st2/st2.conf")).strip());
        }
    }

    private static final String PACKAGE =
            """
            cd "$HR_HOP_WORK"; rm -rf new root; mkdir -p new root/DEBIAN root/etc/st2 root/opt/st2
            printf 'Package: st2\\nVersion: 3.9.0-1\\nArchitecture: all\\nMaintainer: a <a@b>\\nDescription: a\\n' >root/DEBIAN/control
            echo /etc/st2/st2.conf >root/DEBIAN/conffiles; echo 'debug = 1' >root/etc/st2/st2.conf
            echo 'much' >root/opt/st2/code; dpkg-deb --root-owner-group -b root new >/dev/null
            """;

    private String run(Shells shell, Path path, String step, String script) throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("F_PATH", path.toString());
        values.put("F_UNIT_WEB", "no-such.service");
        values.put("F_CONFIGURATION", path + "/none.py");
        values.put("HR_HOP_WORK", work.toString());
        values.put("HR_STEP", step);
        return shell.run(ShellQuote.exportAssignments(values) + script).out().strip();
    }

    private static String builtIn(String file) {
        return ScriptText.builtIn("runbooks/" + file).text() + "\n";
    }
}
