package dev.handrail.ui.shell;

import java.util.List;

/// Shows a notification on the desktop for an admin who looks at another window.
public final class DesktopNotifier {
    private DesktopNotifier() {}

    /// Starts the desktop's command for notifications. Without such a command, and on Windows, it
    /// does nothing. Not for the FX thread.
    public static void showNotification(String title, String text) {
        if (DesktopCommand.isWindows()) {
            return;
        }
        DesktopCommand.start(
                DesktopCommand.isMac()
                        ? List.of("osascript", "-e", appleScript(title, text))
                        : List.of("notify-send", "--app-name=Handrail", "--", title, text));
    }

    /// The AppleScript command that shows the notification on a Mac.
    private static String appleScript(String title, String text) {
        return "display notification "
                + quoteForScript(text)
                + " with title "
                + quoteForScript(title);
    }

    /// Quotes text so that AppleScript takes it as a string and nothing else.
    private static String quoteForScript(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
