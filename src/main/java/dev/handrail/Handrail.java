package dev.handrail;

import dev.handrail.app.Engine;
import dev.handrail.cli.Cli;
import dev.handrail.ui.Start;

/// Wires the rooms by hand; the only place that knows them all.
public final class Handrail {
    private Handrail() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(
                args.length == 0
                        ? Start.window(Engine.Config.usual())
                        : Cli.run(Engine.Config.usual(), args));
    }
}
