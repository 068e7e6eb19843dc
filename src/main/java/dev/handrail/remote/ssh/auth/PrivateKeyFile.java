package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A private key in a file. Its passphrase is asked for when the key must sign, and only once.
final class PrivateKeyFile implements KeySigner {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    /// How a key is opened; CLOSED: it was tried in vain.
    private enum State {
        UNTRIED,
        OPEN,
        CLOSED
    }

    private final Path file;
    private final KeyPair pair;
    private final AuthPrompts prompts;
    private State state = State.UNTRIED;

    private PrivateKeyFile(Path file, KeyPair pair, AuthPrompts prompts) {
        this.file = file;
        this.pair = pair;
        this.prompts = prompts;
    }

    /// Empty for a file that does not exist or holds no private key that JSch can read.
    static Optional<PrivateKeyFile> read(Path file, AuthPrompts prompts) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            KeyPair pair = KeyPair.load(new JSch(), file.toString(), null);
            return Optional.of(new PrivateKeyFile(file, pair, prompts));
        } catch (JSchException | RuntimeException e) {
            // It has one of the usual names, but is no key that we can use; others may be.
            return Optional.empty();
        }
    }

    /// The public part, for which some formats must be opened first.
    Optional<SshPublicKey> openPublicKey() {
        return open() ? SshPublicKey.ofBlob(pair.getPublicKeyBlob()) : Optional.empty();
    }

    @Override
    public Optional<byte[]> sign(byte[] data, String algorithm) {
        return open() ? Optional.ofNullable(pair.getSignature(data, algorithm)) : Optional.empty();
    }

    private boolean open() {
        if (state == State.UNTRIED) {
            state = mayBeUsed() && decrypt() ? State.OPEN : State.CLOSED;
        }
        return state == State.OPEN;
    }

    /// As ssh, refuses a key that other users of this computer may read.
    private boolean mayBeUsed() {
        boolean mine = !isReadableByOthers();
        if (!mine) {
            prompts.progress().reportUnusable(KeyProblems.readableByOthers(file));
        }
        return mine;
    }

    private boolean isReadableByOthers() {
        try {
            return Files.getOwner(file).getName().equals(System.getProperty("user.name"))
                    && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
        } catch (IOException | UnsupportedOperationException e) {
            // Windows has no such permissions.
            return false;
        }
    }

    /// Asks until the passphrase fits, or the admin gives none.
    private boolean decrypt() {
        boolean open = pair.decrypt((byte[]) null);
        boolean asked = true;
        while (!open && asked) {
            Optional<String> passphrase = prompts.askPassphrase(file.toString());
            open = passphrase.isPresent() && decryptWith(passphrase.get());
            asked = passphrase.isPresent();
        }
        if (!open) {
            prompts.progress().reportUnusable(KeyProblems.noPassphrase(file));
        }
        return open;
    }

    private boolean decryptWith(String passphrase) {
        byte[] bytes = passphrase.getBytes(StandardCharsets.UTF_8);
        try {
            return pair.decrypt(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Wipes the opened key.
    void forgetKey() {
        pair.dispose();
        state = State.CLOSED;
    }
}
