package dev.handrail.remote.ssh.system;

import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.text.ServerText;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Understands the questions of ssh, asks the admin and remembers the answers.
///
/// Since OpenSSH 8.5 a question of a server begins with the account in parentheses, so it cannot
/// pass for one of ssh itself.
final class SshQuestions {
    /// How often one question may be asked.
    private static final int TRIES = 3;

    private static final Pattern NEW_HOST =
            Pattern.compile(
                    "(?s)The authenticity of host '\\[?([^\\s\\]']+?)]?(?::([0-9]+))?[ '].*?"
                            + "(\\S+) key fingerprint is (SHA256:[A-Za-z0-9+/]+).*");
    private static final Pattern PASSPHRASE =
            Pattern.compile("Enter passphrase for (?:key )?'?(.*?)'?: ?");
    private static final Pattern PIN = Pattern.compile("Enter PIN for (.*?): ?");
    private static final Pattern PASSWORD = Pattern.compile("(\\S+@\\S+)'s password: ?");
    private static final Pattern OF_SERVER = Pattern.compile("(?s)\\((\\S+@\\S+)\\) (.*)");

    private final SshHostSettings settings;
    private final UserInteraction asker;
    private final ConnectDeadline deadline;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, SecretRequest> given = new LinkedHashMap<>();
    private Optional<HostKey> untrusted = Optional.empty();
    private boolean gaveUp;
    private Optional<SecretRequest> last = Optional.empty();

    SshQuestions(SshHostSettings settings, UserInteraction asker, ConnectDeadline deadline) {
        this.settings = settings;
        this.asker = asker;
        this.deadline = deadline;
    }

    /// The answer to a question; empty to refuse it. Blocks until the admin answers, while the
    /// deadline pauses.
    Optional<char[]> answer(String prompt, String log) {
        Matcher host = NEW_HOST.matcher(prompt);
        return host.matches() ? answerHostKey(host, log) : askSecret(prompt);
    }

    /// ssh waits for a touch of the key that the text names; the deadline pauses.
    void awaitTouch(String text, Runnable untilTouched) {
        asker.awaitTouch(ServerText.toPlainLine(text));
        deadline.runPaused(() -> {
            untilTouched.run();
            return text;
        });
    }

    /// Answers with the fingerprint, which ssh compares again.
    private Optional<char[]> answerHostKey(Matcher host, String log) {
        String fingerprint = host.group(4);
        int port = host.group(2) == null ? 22 : Integer.parseInt(host.group(2));
        HostKey key =
                new HostKey(
                        host.group(1), port, typeOf(host.group(3), fingerprint, log), fingerprint);
        if (untrusted.isEmpty() && deadline.runPaused(() -> asker.trustHostKey(key))) {
            return Optional.of(fingerprint.toCharArray());
        }
        untrusted = Optional.of(key);
        return Optional.empty();
    }

    /// The log names the type in full, but not for a jump host.
    private static String typeOf(String shortName, String fingerprint, String log) {
        return MasterFolder.checkedKey(log)
                .filter(key -> key.fingerprint().equals(fingerprint))
                .map(MasterFolder.CheckedKey::type)
                .orElse(ServerText.toPlainLine("ssh-" + shortName.toLowerCase(Locale.ROOT)));
    }

    /// Asking again means that the answer before was refused.
    private Optional<char[]> askSecret(String prompt) {
        int attempt = asked.merge(prompt, 1, Integer::sum);
        Optional.ofNullable(given.remove(prompt)).ifPresent(asker::secretRejected);
        SecretRequest question = toRequest(prompt, attempt);
        Optional<char[]> answer =
                gaveUp || attempt > TRIES
                        ? Optional.empty()
                        : deadline.runPaused(() -> asker.askSecret(question));
        last = Optional.of(question);
        gaveUp = answer.isEmpty();
        answer.ifPresent(_ -> given.put(prompt, question));
        return answer;
    }

    private SecretRequest toRequest(String prompt, int attempt) {
        Matcher password = PASSWORD.matcher(prompt);
        if (password.matches()) {
            return request(RequestKind.PASSWORD, password.group(1), password.group(1), "", attempt);
        }
        Matcher server = OF_SERVER.matcher(prompt);
        return server.matches()
                ? ofServer(server.group(1), server.group(2), attempt)
                : ofKey(prompt, attempt);
    }

    /// A question of ssh itself: about a key, or of a kind that is not known here.
    private SecretRequest ofKey(String prompt, int attempt) {
        Matcher key = PASSPHRASE.matcher(prompt);
        if (key.matches()) {
            return request(RequestKind.PASSPHRASE, ownAccount(), key.group(1), "", attempt);
        }
        Matcher pin = PIN.matcher(prompt);
        return pin.matches()
                ? request(RequestKind.PASSPHRASE, ownAccount(), pin.group(1), prompt, attempt)
                : ofServer(ownAccount(), prompt, attempt);
    }

    private SecretRequest ofServer(String account, String prompt, int attempt) {
        return request(RequestKind.KEYBOARD_INTERACTIVE, account, account, prompt, attempt);
    }

    /// Only the target's own account has a port that is known here.
    private SecretRequest request(
            RequestKind kind, String account, String who, String prompt, int attempt) {
        int port = account.equals(ownAccount()) ? settings.portNumber() : 22;
        return new SecretRequest(
                kind,
                ServerText.toPlainLine(account) + ":" + port,
                ServerText.toPlainLine(who),
                ServerText.toPlainLine(prompt.strip()),
                false,
                attempt);
    }

    private String ownAccount() {
        return settings.userName() + "@" + settings.hostName();
    }

    /// Whether a password or code was sent.
    boolean wasAnswered() {
        return given.values().stream().anyMatch(SshQuestions::isForServer);
    }

    /// A passphrase is checked on this computer, so it is right unless it was asked for again.
    private static boolean isForServer(SecretRequest ask) {
        return ask.kind() != RequestKind.PASSPHRASE;
    }

    /// Whether the admin left a question without an answer.
    boolean hasGivenUp() {
        return gaveUp;
    }

    /// Whether the admin refused to answer, or to trust a key.
    boolean isRefused() {
        return gaveUp || untrusted.isPresent();
    }

    /// The text of the question that came last; empty where none came.
    String lastPrompt() {
        return last.map(SecretRequest::prompt).orElse("");
    }

    /// The key whose passphrase the admin did not give.
    Optional<String> missingPassphrase() {
        return last.filter(ask -> gaveUp && !isForServer(ask)).map(SecretRequest::who);
    }

    /// Whether the server has asked for the same again, so that the answer before was wrong.
    boolean wasRepeated() {
        return last.filter(ask -> isForServer(ask) && ask.attempt() > 1).isPresent();
    }

    /// The key that the admin did not trust.
    Optional<HostKey> untrustedKey() {
        return untrusted;
    }

    void reportAccepted() {
        given.values().forEach(asker::secretAccepted);
    }

    void reportRejected() {
        given.values().stream().filter(SshQuestions::isForServer).forEach(asker::secretRejected);
    }
}
