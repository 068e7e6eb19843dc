package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The login keychain of macOS, through its program `security`, which reads commands from standard
/// input. Secrets are stored as Base64, because `security` prints all that is not ASCII as hex.
final class MacKeychain implements Keychain {
    private static final Duration FOR_A_PERSON = Duration.ofSeconds(60);
    private static final int LONGEST_COMMAND = 4_000;
    private static final int NOT_FOUND = 44;
    private static final byte[] NO_INPUT = {};
    private static final String ACCOUNT = "\"acct\"<blob>=\"";

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
        String listing = new String(run(NO_INPUT, "dump-keychain").out(), StandardCharsets.UTF_8);
        return Arrays.stream(listing.split("(?m)^class: "))
                .filter(entry -> entry.contains("\"svce\"<blob>=\"" + SERVICE + "\"\n"))
                .flatMap(MacKeychain::namesIn)
                .toList();
    }

    private static Stream<SecretName> namesIn(String entry) {
        return entry.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(ACCOUNT))
                .map(line -> line.substring(ACCOUNT.length(), line.length() - 1))
                .flatMap(name -> SecretName.of(name).stream());
    }

    @Override
    public Optional<char[]> findSecret(SecretName name) throws KeychainException {
        KeychainProgram.ProgramResult ran =
                run(NO_INPUT, "find-generic-password", "-s", SERVICE, "-a", name.entryName(), "-w");
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
        String command =
                "add-generic-password -U -s %s -a \"%s\" -w %s\n"
                        .formatted(SERVICE, name.entryName(), encodeSecret(secret));
        if (command.length() > LONGEST_COMMAND) {
            throw SecretService.notKept(Message.of("store.keychain.too-long.what"));
        }
        KeychainProgram.ProgramResult ran = run(command.getBytes(StandardCharsets.US_ASCII), "-i");
        boolean kept = findSecret(name).filter(found -> Arrays.equals(found, secret)).isPresent();
        if (ran.exit() != 0 || !kept) {
            throw SecretService.notKept(Message.of("store.keychain.not-kept.what"));
        }
    }

    private static String encodeSecret(char[] secret) {
        byte[] bytes = SecretService.toBytes(secret);
        String encoded = Base64.getEncoder().encodeToString(bytes);
        Arrays.fill(bytes, (byte) 0);
        return encoded;
    }

    @Override
    public void deleteSecret(SecretName name) throws KeychainException {
        KeychainProgram.ProgramResult ran =
                run(NO_INPUT, "delete-generic-password", "-s", SERVICE, "-a", name.entryName());
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
