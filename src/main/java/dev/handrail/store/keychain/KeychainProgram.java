package dev.handrail.store.keychain;

import dev.handrail.remote.LocalProgram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program of the desktop. Secrets go to it and come from it over pipes alone.
final class KeychainProgram {
    private final String program;
    private final Map<String, String> environment;

    KeychainProgram(String program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /// `out`: to be wiped by who has read it.
    record ProgramResult(int exit, byte[] out, String err) {}

    /// The program is not installed.
    static final class ProgramMissingException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// Runs it; whoever waits for a person longer than the limit is ended.
    ProgramResult run(Duration limit, byte[] input, String... arguments)
            throws ProgramMissingException, KeychainException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        try {
            LocalProgram.Ended ended =
                    LocalProgram.run(builder, input, limit)
                            .orElseThrow(() ->
                                    new KeychainException(
                                            "no-answer",
                                            "The keychain did not answer within "
                                                    + limit.toSeconds()
                                                    + " s.",
                                            "See whether the desktop waits for you to open it."));
            return new ProgramResult(
                    ended.exit(), ended.out(), new String(ended.err(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProgramMissingException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainException("no-answer", "The keychain was not waited for.", "");
        }
    }
}
