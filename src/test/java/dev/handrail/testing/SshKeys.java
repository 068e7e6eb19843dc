package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireTools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Keys and certificates that ssh-keygen makes for a test.
public final class SshKeys {
    private SshKeys() {}

    /// Makes a key of a type without a passphrase, with its `.pub` beside it. `options`: more of
    /// ssh-keygen's.
    public static Path make(Path file, String type, String... options)
            throws IOException, InterruptedException {
        return makeLocked(file, type, "", options);
    }

    /// Makes a key with a passphrase.
    public static Path makeLocked(Path file, String type, String passphrase, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-t", type, "-N", passphrase, "-C", ""));
        words.addAll(List.of(options));
        words.addAll(List.of("-f", file.toString()));
        keygen(words);
        return file;
    }

    /// Signs the public key beside `key` and returns the certificate, `KEY-cert.pub`.
    public static Path certify(Path authority, Path key, String user)
            throws IOException, InterruptedException {
        keygen(
                List.of(
                        "-s",
                        authority.toString(),
                        "-I",
                        "test",
                        "-n",
                        user,
                        publicFile(key).toString()));
        return key.resolveSibling(key.getFileName() + "-cert.pub");
    }

    public static Path publicFile(Path key) {
        return key.resolveSibling(key.getFileName() + ".pub");
    }

    private static void keygen(List<String> words) throws IOException, InterruptedException {
        requireTools("ssh-keygen");
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q"));
        command.addAll(words);
        run(new ProcessBuilder(command));
    }

    /// Runs a program that must succeed.
    static void run(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException(
                    program.command() + ": " + new String(said, StandardCharsets.UTF_8));
        }
    }
}
