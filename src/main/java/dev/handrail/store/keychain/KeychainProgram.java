package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.remote.LocalProgram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs a program of the desktop. Secrets travel through pipes only, never in arguments.
final class KeychainProgram {
    private final String program;
    private final Map<String, String> environment;

    KeychainProgram(String program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /// How the program ended and what it printed. `out`: may hold a secret; whoever reads it wipes
    /// it.
    record ProgramResult(int exit, byte[] out, String err) {}

    /// The program could not be started; most often it is not installed.
    static final class ProgramMissingException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// Runs the program in the C locale with only the given environment, and ends it when it takes
    /// longer than the limit.
    ProgramResult run(Duration limit, byte[] input, String... arguments)
            throws ProgramMissingException, KeychainException {
        try {
            LocalProgram.Ended ended =
                    LocalProgram.run(buildProcess(arguments), input, limit)
                            .orElseThrow(() -> noAnswerWithin(limit));
            return new ProgramResult(
                    ended.exit(), ended.out(), new String(ended.err(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProgramMissingException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainException(
                    "no-answer", Message.of("store.keychain.interrupted.what"), Message.EMPTY);
        }
    }

    private ProcessBuilder buildProcess(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static KeychainException noAnswerWithin(Duration limit) {
        return new KeychainException(
                "no-answer",
                Message.of("store.keychain.no-answer.what", limit),
                Message.of("store.keychain.no-answer.todo"));
    }
}
