package dev.handrail.fuzz;

/// What `src/dev/fuzz` gives to Jazzer: one target, named in its arguments.
public final class FuzzDriver {
    private static FuzzTarget target = FuzzTarget.TERMINAL;

    private FuzzDriver() {}

    /// Called by Jazzer once.
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTarget.valueOf(arguments[0]);
    }

    /// Called by Jazzer with each input.
    public static void fuzzerTestOneInput(byte[] input) {
        target.consumeBytes(input);
    }
}
