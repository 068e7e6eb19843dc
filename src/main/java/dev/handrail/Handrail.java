package dev.handrail;

import dev.handrail.app.Engine;
import dev.handrail.cli.Cli;

/// Wires the rooms by hand; the only place that knows them all.
public final class Handrail {
    private Handrail() {}

    public static void main(String[] args) {
        System.exit(Cli.run(Engine.Config.usual(), args));
    }
}
