package dev.handrail.ui.shell;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Starts commands of the desktop. It starts processes, so it is not for the FX thread.
final class DesktopCommand {
    private DesktopCommand() {}

    /// Starts a command and does not wait for it. Returns whether it started.
    static boolean start(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isMac() {
        return systemName().startsWith("mac");
    }

    static boolean isWindows() {
        return systemName().startsWith("windows");
    }

    private static String systemName() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }
}
