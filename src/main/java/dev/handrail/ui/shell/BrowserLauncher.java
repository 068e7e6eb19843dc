package dev.handrail.ui.shell;

import java.util.List;

/// Opens web addresses in the admin's browser.
public final class BrowserLauncher {
    private BrowserLauncher() {}

    /// Starts the desktop's command for links and does not wait for it. Returns whether it started.
    /// It starts a process, so it is not for the FX thread.
    public static boolean openLink(String link) {
        return DesktopCommand.start(browserCommand(link));
    }

    private static List<String> browserCommand(String link) {
        if (DesktopCommand.isMac()) {
            return List.of("open", link);
        }
        return DesktopCommand.isWindows()
                ? List.of("rundll32", "url.dll,FileProtocolHandler", link)
                : List.of("xdg-open", link);
    }
}
