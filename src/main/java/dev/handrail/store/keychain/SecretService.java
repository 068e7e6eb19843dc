package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        Optional<String> broken =
                ran.err()
                        .lines()
                        .filter(line -> line.startsWith("secret-tool: "))
                        .filter(line -> !line.endsWith("of a locked object"))
                        .findFirst();
        if (broken.isPresent()) {
            String why = broken.get().substring("secret-tool: ".length());
            throw new KeychainException(
                    "none",
                    Message.of("store.keychain.no-service.what", why),
                    Message.of("store.keychain.no-service.todo"));
        }
        return ran.err()
                .lines()
                .filter(line -> line.startsWith(ENTRY))
                .flatMap(line -> SecretName.of(line.substring(ENTRY.length())).stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<char[]> findSecret(SecretName name) throws KeychainException {
        if (!listNames().contains(name)) {
            return Optional.empty();
        }
        KeychainProgram.ProgramResult ran =
                run(
                        FOR_A_PERSON,
                        new byte[0],
                        "lookup",
                        "service",
                        SERVICE,
                        "account",
                        name.entryName());
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
        try {
            KeychainProgram.ProgramResult ran =
                    run(
                            FOR_A_PERSON,
                            bytes,
                            "store",
                            "--label=" + SERVICE + ": " + name.entryName(),
                            "service",
                            SERVICE,
                            "account",
                            name.entryName());
            if (ran.exit() != 0) {
                throw notKept(whyNotKept(ran.err()));
            }
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void deleteSecret(SecretName name) throws KeychainException {
        run(FOR_A_PERSON, new byte[0], "clear", "service", SERVICE, "account", name.entryName());
        if (listNames().contains(name)) {
            throw notDeleted(name);
        }
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
