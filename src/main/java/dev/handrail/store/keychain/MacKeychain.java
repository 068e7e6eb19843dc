package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The login keychain of macOS, through its program `security`, which reads commands from standard
/// input. Secrets are stored as Base64, because `security` prints all that is not ASCII as hex.
final class MacKeychain implements Keychain {
    private static final Duration FOR_A_PERSON = Duration.ofSeconds(60);
    private static final int LONGEST_COMMAND = 4_000;
    private static final int NOT_FOUND = 44;

    private final KeychainProgram tool;

    MacKeychain(KeychainProgram tool) {
        this.tool = tool;
    }

    @Override
    public Optional<Problem> unavailableReason() {
        try {
            listNames();
            return Optional.empty();
        } catch (KeychainException e) {
            return Optional.of(e.problem());
        }
    }

    /// Reads a listing without secrets, in which each entry starts with a class line.
    @Override
    public List<SecretName> listNames() throws KeychainException {
        String listing =
                new String(run(new byte[0], "dump-keychain").out(), StandardCharsets.UTF_8);
        List<SecretName> names = new ArrayList<>();
        for (String entry : listing.split("(?m)^class: ")) {
            if (entry.contains("\"svce\"<blob>=\"" + SERVICE + "\"\n")) {
                entry.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("\"acct\"<blob>=\""))
                        .flatMap(line ->
                                SecretName.of(line.substring(14, line.length() - 1)).stream())
                        .forEach(names::add);
            }
        }
        return names;
    }

    @Override
    public Optional<char[]> findSecret(SecretName name) throws KeychainException {
        KeychainProgram.ProgramResult ran =
                run(
                        new byte[0],
                        "find-generic-password",
                        "-s",
                        SERVICE,
                        "-a",
                        name.entryName(),
                        "-w");
        if (ran.exit() != 0) {
            return Optional.empty();
        }
        byte[] secret = Base64.getMimeDecoder().decode(ran.out());
        Arrays.fill(ran.out(), (byte) 0);
        char[] chars = SecretService.toChars(secret);
        Arrays.fill(secret, (byte) 0);
        return Optional.of(chars);
    }

    @Override
    public void saveSecret(SecretName name, char[] secret) throws KeychainException {
        byte[] bytes = SecretService.toBytes(secret);
        String coded = Base64.getEncoder().encodeToString(bytes);
        Arrays.fill(bytes, (byte) 0);
        String command =
                "add-generic-password -U -s %s -a \"%s\" -w %s\n"
                        .formatted(SERVICE, name.entryName(), coded);
        if (command.length() > LONGEST_COMMAND) {
            throw SecretService.notKept(Message.of("store.keychain.too-long.what"));
        }
        KeychainProgram.ProgramResult ran = run(command.getBytes(StandardCharsets.US_ASCII), "-i");
        boolean kept = findSecret(name).filter(found -> Arrays.equals(found, secret)).isPresent();
        if (ran.exit() != 0 || !kept) {
            throw SecretService.notKept(Message.of("store.keychain.not-kept.what"));
        }
    }

    @Override
    public void deleteSecret(SecretName name) throws KeychainException {
        KeychainProgram.ProgramResult ran =
                run(new byte[0], "delete-generic-password", "-s", SERVICE, "-a", name.entryName());
        if (ran.exit() != 0 && ran.exit() != NOT_FOUND) {
            throw SecretService.notDeleted(name);
        }
    }

    private KeychainProgram.ProgramResult run(byte[] input, String... arguments)
            throws KeychainException {
        try {
            return tool.run(FOR_A_PERSON, input, arguments);
        } catch (KeychainProgram.ProgramMissingException e) {
            throw new KeychainException(
                    "no-tool", Message.of("store.keychain.no-security.what"), Message.EMPTY);
        }
    }
}
