package dev.handrail.ui.shell;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Shows a notification on the desktop for an admin who looks at another window.
public final class DesktopNotifier {
    private DesktopNotifier() {}

    /// Starts the desktop's command for notifications. Without such a command, and on Windows, it
    /// does nothing. Not for the FX thread.
    public static void showNotification(String title, String text) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command =
                os.startsWith("mac")
                        ? List.of("osascript", "-e", appleScript(title, text))
                        : List.of("notify-send", "--app-name=Handrail", "--", title, text);
        if (os.startsWith("windows")) {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // There is nothing to notify with; the window itself says it.
        }
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
