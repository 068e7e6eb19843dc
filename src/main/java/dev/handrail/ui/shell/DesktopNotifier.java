package dev.handrail.ui.shell;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Tells an admin who looks elsewhere that an answer is needed or a run is over, by the means of
/// the desktop.
public final class DesktopNotifier {
    private DesktopNotifier() {}

    /// Not for the FX thread. A desktop without such means just says nothing.
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

    private static String appleScript(String title, String text) {
        return "display notification "
                + quoteForScript(text)
                + " with title "
                + quoteForScript(title);
    }

    private static String quoteForScript(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
