package dev.handrail.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Starts a window in a process of its own. `java`: the command, up to the main class.
record FxProcess(List<String> java) {

    /// The numbers of the last line that it prints.
    double[] run(String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.add(main);
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> out = process.inputReader().lines().toList();
        if (process.waitFor() != 0 || out.isEmpty()) {
            throw new IOException(main + " " + arguments[0] + " failed: " + out);
        }
        System.err.printf("  %s %s: %s%n", main, arguments[0], out.getLast());
        return Arrays.stream(out.getLast().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
