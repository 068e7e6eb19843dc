package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The Secret Service of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), through the program
/// `secret-tool` of libsecret.
final class SecretService implements Keychain {
    /// The time limit of calls that never make the desktop ask a person.
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration FOR_A_PERSON = Duration.ofSeconds(60);
    private static final String ENTRY = "attribute.account = ";
    private static final String COMPLAINT = "secret-tool: ";

    private final KeychainProgram tool;

    SecretService(KeychainProgram tool) {
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

    /// The search prints names to standard error and secrets to standard output, which is wiped
    /// unread.
    @Override
    public List<SecretName> listNames() throws KeychainException {
        KeychainProgram.ProgramResult ran =
                run(SOON, new byte[0], "search", "--all", "service", SERVICE);
        Arrays.fill(ran.out(), (byte) 0);
        Optional<String> error = findError(ran.err());
        if (error.isPresent()) {
            throw noService(error.get());
        }
        return parseNames(ran.err());
    }

    private static List<SecretName> parseNames(String listing) {
        return listing.lines()
                .filter(line -> line.startsWith(ENTRY))
                .flatMap(line -> SecretName.of(line.substring(ENTRY.length())).stream())
                .distinct()
                .toList();
    }

    /// What `secret-tool` complains about, apart from locked entries.
    private static Optional<String> findError(String errorOutput) {
        return errorOutput
                .lines()
                .filter(line -> line.startsWith(COMPLAINT))
                .filter(line -> !line.endsWith("of a locked object"))
                .map(line -> line.substring(COMPLAINT.length()))
                .findFirst();
    }

    private static KeychainException noService(String why) {
        return new KeychainException(
                "none",
                Message.of("store.keychain.no-service.what", why),
                Message.of("store.keychain.no-service.todo"));
    }

    @Override
    public Optional<char[]> findSecret(SecretName name) throws KeychainException {
        if (!listNames().contains(name)) {
            return Optional.empty();
        }
        KeychainProgram.ProgramResult ran = runForEntry("lookup", name, new byte[0]);
        try {
            return ran.exit() == 0 && ran.out().length > 0
                    ? Optional.of(toChars(ran.out()))
                    : Optional.empty();
        } finally {
            Arrays.fill(ran.out(), (byte) 0);
        }
    }

    @Override
    public void saveSecret(SecretName name, char[] secret) throws KeychainException {
        byte[] bytes = toBytes(secret);
        String label = "--label=" + SERVICE + ": " + name.entryName();
        try {
            KeychainProgram.ProgramResult ran = runForEntry("store", name, bytes, label);
            if (ran.exit() != 0) {
                throw notKept(whyNotKept(ran.err()));
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void deleteSecret(SecretName name) throws KeychainException {
        runForEntry("clear", name, new byte[0]);
        if (listNames().contains(name)) {
            throw notDeleted(name);
        }
    }

    /// Runs a command on one entry, which may make the desktop ask a person.
    private KeychainProgram.ProgramResult runForEntry(
            String command, SecretName name, byte[] input, String... options)
            throws KeychainException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("service", SERVICE, "account", name.entryName()));
        return run(FOR_A_PERSON, input, arguments.toArray(String[]::new));
    }

    private KeychainProgram.ProgramResult run(Duration limit, byte[] input, String... arguments)
            throws KeychainException {
        try {
            return tool.run(limit, input, arguments);
        } catch (KeychainProgram.ProgramMissingException e) {
            throw new KeychainException(
                    "no-tool",
                    Message.of("store.keychain.no-tool.what"),
                    Message.of("store.keychain.no-tool.todo"));
        }
    }

    /// The reason that `secret-tool` printed, or a general sentence if it printed none.
    private static Message whyNotKept(String errorOutput) {
        String why = errorOutput.strip().replaceFirst("(?s).*secret-tool: ", "");
        return why.isEmpty()
                ? Message.of("store.keychain.not-kept.what")
                : Message.of("store.keychain.refused.what", why);
    }

    static KeychainException notKept(Message why) {
        return new KeychainException("not-kept", why, Message.of("store.keychain.not-kept.todo"));
    }

    static KeychainException notDeleted(SecretName name) {
        return new KeychainException(
                "not-forgotten",
                Message.of("store.keychain.not-deleted.what", name.entryName()),
                Message.of("store.keychain.not-deleted.todo"));
    }

    /// The secret in UTF-8. Wipes its own buffer; the caller wipes the result.
    static byte[] toBytes(char[] secret) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /// The secret from UTF-8. Wipes its own buffer; the caller wipes both arrays.
    static char[] toChars(byte[] secret) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(secret));
        char[] chars = Arrays.copyOf(decoded.array(), decoded.limit());
        Arrays.fill(decoded.array(), '\0');
        return chars;
    }
}
