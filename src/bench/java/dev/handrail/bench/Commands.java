package dev.handrail.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Runs the peers' commands and takes their time in a shell that stands by, so that Java's own way
/// of starting processes is not counted against them.
final class Commands implements AutoCloseable {
    private static final String LOOP =
            """
            while IFS= read -r line; do
                began=$EPOCHREALTIME
                eval "$line" </dev/null
                code=$?
                ended=$EPOCHREALTIME
                echo "$code $((${ended/[.,]/} - ${began/[.,]/}))"
            done
            """;

    private final Process shell;
    private final BufferedWriter in;
    private final BufferedReader out;

    Commands() throws IOException {
        shell =
                new ProcessBuilder("bash", "-c", LOOP)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        in = shell.outputWriter();
        out = shell.inputReader();
    }

    double seconds(List<String> words, String output) throws IOException {
        String line = words.stream().map(Commands::quoted).collect(Collectors.joining(" "));
        in.write(line + " >" + quoted(output) + "\n");
        in.flush();
        String answer = out.readLine();
        if (answer == null || !answer.startsWith("0 ")) {
            throw new IOException("Failed (" + answer + "): " + line);
        }
        return Long.parseLong(answer.substring(2)) / 1e6;
    }

    double seconds(List<String> words) throws IOException {
        return seconds(words, "/dev/null");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public void close() throws IOException {
        in.close();
        shell.destroy();
    }
}
