package dev.handrail.ui.shell;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Opens web addresses in the admin's browser.
final class BrowserLauncher {
    private BrowserLauncher() {}

    /// Starts the desktop's command for links and does not wait for it. Returns whether it started.
    /// It starts a process, so it is not for the FX thread.
    static boolean openLink(String link) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command =
                os.startsWith("mac")
                        ? List.of("open", link)
                        : os.startsWith("windows")
                                ? List.of("rundll32", "url.dll,FileProtocolHandler", link)
                                : List.of("xdg-open", link);
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
}
