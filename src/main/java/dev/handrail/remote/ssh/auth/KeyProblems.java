package dev.handrail.remote.ssh.auth;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ssh.problem.LoginProblems;

import java.nio.file.Files;
import java.nio.file.Path;

/// Explains why a key file is of no use.
final class KeyProblems {
    private KeyProblems() {}

    /// For a file that the target names and that no key came from.
    static Problem noKey(Path file) {
        return Files.isReadable(file) ? invalid(file) : missing(file);
    }

    private static Problem invalid(Path file) {
        return new Problem(
                "key.unreadable",
                Message.of("remote.key-file.invalid.what", file.toString()),
                Message.of("remote.key-file.invalid.todo"));
    }

    private static Problem missing(Path file) {
        return new Problem(
                "key.missing",
                Files.exists(file)
                        ? Message.of("remote.key-file.not-readable.what", file.toString())
                        : Message.of("remote.key-file.missing.what", file.toString()),
                Message.of("remote.key-file.missing.todo"));
    }

    static Problem readableByOthers(Path file) {
        return new Problem(
                "key.readable-by-others",
                Message.of("remote.key-file.readable-by-others.what", file.toString()),
                Message.of("remote.key-file.readable-by-others.todo", file.toString()));
    }

    static Problem noPassphrase(Path file) {
        return LoginProblems.noPassphrase(file.toString());
    }

    /// `bits`: what the SSH configuration requires.
    static Problem tooShort(String name, int bits) {
        return new Problem(
                "key.too-short",
                Message.of("remote.key-file.too-short.what", name, Integer.toString(bits)),
                Message.of("remote.key-file.too-short.todo"));
    }

    /// `name`: as the agent lists it.
    static Problem agentRefused(String name) {
        return new Problem(
                "key.not-signed",
                Message.of("remote.key-file.not-signed.what", name),
                Message.of("remote.key-file.not-signed.todo"));
    }
}
