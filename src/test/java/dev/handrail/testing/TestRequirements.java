package dev.handrail.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.practice.PracticeServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a test needs of this machine: where it is missing, the test is skipped and says why.
public final class TestRequirements {
    private TestRequirements() {}

    /// Each of these programs, such as `ssh-keygen`; also those that only administrators have on
    /// their path.
    public static void requireTools(String... programs) {
        for (String program : programs) {
            assumeTrue(Files.isExecutable(Shells.find(program)), "skipped: no " + program);
        }
    }

    /// `act`: what only root can do here.
    public static void requireRoot(String act) {
        assumeTrue(isRoot(), "skipped: only root can " + act);
    }

    public static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /// What the practice server needs, and `more` programs.
    public static void requirePracticeServer(String... more) {
        PracticeServer.unsupportedReason()
                .ifPresent(problem -> assumeTrue(false, "skipped: " + English.of(problem.what())));
        requireTools(more);
    }

    /// The native libraries with which JavaFX draws text; those of `src/dev/natives`.
    public static void requireWindow() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        String known = knownLibraries();
        for (String library : new String[] {"libpangoft2-1.0.so.0", "libfreetype.so.6"}) {
            assumeTrue(known.isEmpty() || known.contains(library), "skipped: no " + library);
        }
    }

    /// Empty where nothing tells.
    private static String knownLibraries() {
        Path ldconfig = Shells.find("ldconfig");
        if (!Files.isExecutable(ldconfig)) {
            return "";
        }
        try {
            Process listing =
                    new ProcessBuilder(ldconfig.toString(), "-p")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new String(listing.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
