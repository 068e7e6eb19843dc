package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.JulLogger;
import com.jcraft.jsch.Logger;

import dev.handrail.model.Problem;
import dev.handrail.text.ServerText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What has happened in one log-in. JSch tells it nowhere but in its log and by what it does next:
/// a server that accepts one step and wants another one is not distinguished by its exceptions.
public final class AuthProgress implements Logger {
    /// How JSch logs the algorithms for signatures that the server announces.
    private static final Pattern ANNOUNCED = Pattern.compile("server-sig-algs=<(.*)>");

    /// These servers take more than they announce.
    private static final String SILENT = "OpenSSH 7.4 detected: adding ";

    private final Logger log = new JulLogger();
    private final List<AuthMethod> accepted = new ArrayList<>();
    private @Nullable AuthMethod sent;
    private @Nullable Throwable broken;
    private @Nullable Problem unusable;
    private String serverText = "";
    private boolean refusedAfterProof;
    private boolean begun;
    private String signedWith = "";
    private List<String> announcedSignatures = List.of();
    private Consumer<List<String>> signatures = _ -> {};

    /// `action`: gets the algorithms for signatures that the server announces, before any key is
    /// offered.
    public void onSignatureAlgorithms(Consumer<List<String>> action) {
        signatures = action;
    }

    /// The algorithm with which a key logged in; empty where none did.
    public Optional<String> acceptedSignature() {
        return Optional.of(signedWith).filter(name -> !name.isEmpty());
    }

    /// A proof or an answer was sent with this method.
    void reportSent(AuthMethod method) {
        sent = method;
    }

    /// Returns whether the server accepted what was sent before, since JSch changes the method or
    /// starts over with keys only then.
    boolean beginMethod(AuthMethod method) {
        begun = true;
        AuthMethod before = sent;
        if (before == null || (before == method && method != AuthMethod.PUBLIC_KEY)) {
            return false;
        }
        acceptSent(before);
        return true;
    }

    private void acceptSent(AuthMethod method) {
        accepted.add(method);
        sent = null;
    }

    /// Takes the methods with which the server would go on: one that is missing was accepted.
    boolean endWith(String methods) {
        AuthMethod last = sent;
        if (last == null || last.isIn(methods)) {
            return false;
        }
        acceptSent(last);
        return true;
    }

    /// Whether the server was offered or asked anything.
    boolean hasBegun() {
        return begun;
    }

    /// Why a key that the server accepts did not sign.
    void reportUnusable(Problem problem) {
        unusable = unusable == null ? problem : unusable;
    }

    /// Text that everyone gets; before something was proved it is a greeting.
    void reportBanner(String text) {
        if (sent != null) {
            reportText(text);
        }
    }

    /// Text about this user.
    void reportText(String text) {
        if (!text.isBlank()) {
            serverText = ServerText.toPlainLine(text);
        }
    }

    /// Whether the server has answered with words that no other password will change.
    boolean isHopeless() {
        return sent != null && AccountProblems.isAboutAccount(serverText);
    }

    /// What the server has accepted, in this order.
    List<AuthMethod> acceptedMethods() {
        return List.copyOf(accepted);
    }

    /// What was sent last and neither accepted nor refused.
    Optional<AuthMethod> pendingMethod() {
        return Optional.ofNullable(sent);
    }

    Optional<Problem> unusableKey() {
        return Optional.ofNullable(unusable);
    }

    String serverText() {
        return serverText;
    }

    /// Whether the server knew a key and refused the user in spite of its proof.
    boolean wasRefusedAfterProof() {
        return refusedAfterProof;
    }

    /// The exception that ended the connection while it logged in.
    public Optional<Throwable> brokenConnection() {
        return Optional.ofNullable(broken);
    }

    /// JSch logs the refusal of a proof with this priority, and little else.
    @Override
    public boolean isEnabled(int level) {
        return level >= DEBUG;
    }

    @Override
    public void log(int level, String message) {
        if (message.endsWith(" auth failure") && sent == AuthMethod.PUBLIC_KEY) {
            sent = null;
            refusedAfterProof = true;
        }
        if (message.endsWith(" auth success")) {
            signedWith = message.replace(" auth success", "");
        }
        readSignatures(message);
        if (log.isEnabled(level)) {
            log.log(level, message);
        }
    }

    private void readSignatures(String message) {
        Matcher announced = ANNOUNCED.matcher(message);
        if (announced.matches()) {
            announcedSignatures = List.of(announced.group(1).split(","));
            signatures.accept(announcedSignatures);
        } else if (message.startsWith(SILENT)) {
            Stream<String> more = Stream.of("rsa-sha2-256", "rsa-sha2-512");
            signatures.accept(Stream.concat(announcedSignatures.stream(), more).toList());
        }
    }

    @Override
    public void log(int level, String message, Throwable thrown) {
        if (message.startsWith("an exception during authentication")) {
            broken = thrown;
        }
        if (log.isEnabled(level)) {
            log.log(level, message, thrown);
        }
    }
}
