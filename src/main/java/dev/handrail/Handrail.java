package dev.handrail;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.CommandLineApp;
import dev.handrail.store.log.LogFileHandler;
import dev.handrail.ui.WindowLauncher;

import java.util.Locale;

/// Wires the rooms by hand; the only place that knows them all.
public final class Handrail {
    private Handrail() {}

    public static void main(String[] args) throws InterruptedException {
        EngineConfig config = EngineConfig.defaultConfig();
        LogFileHandler.install(config.log());
        System.exit(args.length == 0 ? openWindow(config) : CommandLineApp.run(config, args));
    }

    private static int openWindow(EngineConfig config) throws InterruptedException {
        if (noDisplay()) {
            System.err.println(
                    "There is no display here, so no window can open. Without a window, see:"
                            + " handrail --help");
            return 1;
        }
        return WindowLauncher.runWindow(config);
    }

    /// On Linux JavaFX needs an X server, also under Wayland.
    private static boolean noDisplay() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                && System.getenv().getOrDefault("DISPLAY", "").isBlank()
                && System.getProperty("glass.platform", "").isEmpty();
    }
}
