package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.HostKeyLookup.Status;
import dev.handrail.remote.ssh.config.KnownHosts;
import dev.handrail.remote.ssh.config.KnownHostsCommand;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.remote.ssh.config.SshHostSettings.HostKeyChecking;
import dev.handrail.remote.ssh.hostkey.HostCertificate.Flaw;
import dev.handrail.remote.ssh.hostkey.KeyExchangeRecorder;
import dev.handrail.remote.ssh.hostkey.RsaKeySize;
import dev.handrail.text.ServerText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Decides about a server's key before anything else is sent: known, new (the admin is asked unless
/// the SSH configuration decides), or refused.
public final class HostKeys implements HostKeyRepository {
    private final SshHostSettings settings;
    private final KnownHosts known;
    private final UserInteraction asker;
    private final ConnectDeadline deadline;
    private final KeyExchangeRecorder exchange = new KeyExchangeRecorder();
    private Runnable onUnsafe = () -> {};
    private String fingerprint = "";
    private @Nullable Problem problem;

    public HostKeys(SshHostSettings settings, UserInteraction asker, ConnectDeadline deadline) {
        this.settings = settings;
        this.known = KnownHosts.of(settings);
        this.asker = asker;
        this.deadline = deadline;
    }

    /// The fingerprint of the checked key, as `SHA256:...`; empty before the check.
    public String checkedFingerprint() {
        return fingerprint;
    }

    /// Why the key was refused; empty while it was not.
    public Optional<Problem> refusalProblem() {
        return Optional.ofNullable(problem);
    }

    /// Keeps the server's side of the key exchange, in which a certificate comes.
    public KeyExchangeRecorder exchange() {
        return exchange;
    }

    /// Runs it before the log-in if the configuration accepts a key that is changed or revoked: no
    /// password may be sent then.
    public void onUnsafeKey(Runnable action) {
        onUnsafe = action;
    }

    /// Tells the admin what the configuration allows although it is not safe.
    public void reportWarning(Message warning) {
        asker.showWarning(warning);
    }

    @Override
    public int check(String name, byte[] key) {
        fingerprint = fingerprintOf(key);
        HostKeyProblems problems = new HostKeyProblems(known, shownKey(keyType(key)));
        try {
            return decide(name, key, problems);
        } catch (ConnectFailedException e) {
            return refuseKey(e.problem());
        }
    }

    private int decide(String name, byte[] key, HostKeyProblems problems)
            throws ConnectFailedException {
        if (RsaKeySize.bitsOf(key) < settings.requiredRsaBits()) {
            return refuseKey(problems.tooShort(settings.requiredRsaBits()));
        }
        return isTrustedLocalhost()
                ? OK
                : decide(lookUp(name, keyType(key), key), name, key, problems);
    }

    private int decide(Status status, String name, byte[] key, HostKeyProblems problems) {
        return switch (status) {
            case Status.Known() -> OK;
            case Status.Revoked() -> refuseUnlessOff(problems.revoked());
            case Status.Changed(var line) -> refuseUnlessOff(problems.changed(line));
            case Status.New(var flaw) ->
                    isAccepted(problems, flaw) ? saveKey(name, key, problems) : NOT_INCLUDED;
        };
    }

    private ShellConnector.HostKey shownKey(String type) {
        return new ShellConnector.HostKey(
                settings.hostName(),
                settings.portNumber(),
                ServerText.toPlainLine(type),
                fingerprint);
    }

    private Status lookUp(String name, String type, byte[] key) throws ConnectFailedException {
        KnownHosts all = known;
        Optional<KnownHostsCommand> command = KnownHostsCommand.of(settings);
        if (command.isPresent()) {
            all = known.withLines(command.get().askKey(name, type, key, fingerprint));
        }
        return new HostKeyLookup(settings, all, type, key, exchange.certificateOf(key))
                .lookUp(name);
    }

    private boolean isTrustedLocalhost() {
        return settings.trustsLocalhost()
                && settings.hostKeyAlias().isEmpty()
                && settings.jumpHost().isEmpty()
                && settings.proxyCommand().isEmpty()
                && settings.hostName().matches("localhost|127\\.[0-9.]+|::1");
    }

    private int refuseUnlessOff(Problem why) {
        if (settings.hostKeyChecking() != HostKeyChecking.OFF) {
            return refuseKey(why);
        }
        asker.showWarning(HostKeyProblems.unsafeWarning(why));
        onUnsafe.run();
        return OK;
    }

    /// Decides about a new key as the configuration says; sets the problem where it is refused.
    private boolean isAccepted(HostKeyProblems problems, Optional<Flaw> flaw) {
        HostKeyChecking checking = settings.hostKeyChecking();
        if (checking == HostKeyChecking.STRICT || !known.acceptsNewKeys()) {
            problem = flaw.map(problems::flawed).orElseGet(problems::strict);
        } else if (checking == HostKeyChecking.ASK) {
            problem = flaw.map(problems::flawed).orElseGet(() -> askAdmin(problems));
        } else {
            flaw.map(problems::flawedWarning).ifPresent(asker::showWarning);
        }
        return problem == null;
    }

    /// Null if the admin trusts the key.
    private @Nullable Problem askAdmin(HostKeyProblems problems) {
        boolean trusted = deadline.runPaused(() -> asker.trustHostKey(problems.shown()));
        return trusted ? null : problems.notTrusted();
    }

    /// A key that cannot be saved is trusted for this connection, as by ssh.
    private int saveKey(String name, byte[] key, HostKeyProblems problems) {
        try {
            boolean saved = known.addKey(name, keyType(key), key);
            if (!saved && settings.hostKeyChecking() != HostKeyChecking.ASK) {
                asker.showWarning(problems.uncheckedWarning());
            }
        } catch (IOException e) {
            asker.showWarning(problems.notSavedWarning(e));
        }
        return OK;
    }

    private int refuseKey(Problem why) {
        problem = why;
        return NOT_INCLUDED;
    }

    /// None: the order of the offered types is set before connecting, and [#check] knows all lines.
    @Override
    public HostKey[] getHostKey(@Nullable String name, @Nullable String type) {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public void add(HostKey key, UserInfo user) {}

    @Override
    public void remove(String name, String type) {}

    @Override
    public void remove(String name, String type, byte[] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
        return known.firstFile().toString();
    }

    /// What is known of this server before it has shown a key.
    public List<KnownHosts.KnownHostLine> knownLines() throws ConnectFailedException {
        String host = settings.hostName();
        int port = settings.portNumber();
        String plain = port == 22 ? host : "[" + host + "]:" + port;
        String name = settings.hostKeyAlias().orElse(plain);
        Optional<KnownHostsCommand> command = KnownHostsCommand.of(settings);
        return command.isEmpty()
                ? known.linesFor(name)
                : known.withLines(command.get().askTypes(host)).linesFor(name);
    }

    /// The type is the first field of the key; `unknown` if that field is broken.
    private static String keyType(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        int length = buffer.remaining() < 4 ? 0 : buffer.getInt();
        return length <= 0 || length > buffer.remaining()
                ? "unknown"
                : new String(key, 4, length, StandardCharsets.ISO_8859_1);
    }

    static String fingerprintOf(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
