package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;

import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.text.ServerText;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Passes JSch's questions on to the admin and remembers the answers.
public final class AuthPrompts implements UserInfo, UIKeyboardInteractive {
    /// How often one question may be asked.
    private static final int TRIES = 3;

    private final UserInteraction asker;
    private final ConnectDeadline deadline;
    private final String who;
    private final String account;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, SecretRequest> given = new LinkedHashMap<>();
    private @Nullable String secret;
    private boolean answered;
    private boolean gaveUp;

    public AuthPrompts(
            UserInteraction asker, ConnectDeadline deadline, String user, String host, int port) {
        this.asker = asker;
        this.deadline = deadline;
        this.who = user + "@" + host;
        this.account = who + ":" + port;
    }

    /// The server accepted the log-in.
    public void reportAccepted() {
        given.values().forEach(asker::secretAccepted);
    }

    /// The server refused the log-in. A passphrase is checked on this computer, so it is right
    /// unless it was asked for again.
    public void reportRejected() {
        given.values().stream()
                .filter(ask -> ask.kind() != SecretRequest.RequestKind.PASSPHRASE)
                .forEach(asker::secretRejected);
    }

    /// Whether a password or code was sent.
    boolean wasAnswered() {
        return answered;
    }

    /// Whether the admin answered a question with nothing; no further one is asked then.
    boolean hasGivenUp() {
        return gaveUp;
    }

    @Override
    public boolean promptPassword(String message) {
        boolean given = askSecret(SecretRequest.RequestKind.PASSWORD, who, "", false).isPresent();
        answered |= given;
        return given;
    }

    @Override
    public boolean promptPassphrase(String message) {
        return askSecret(
                        SecretRequest.RequestKind.PASSPHRASE,
                        message.replaceFirst("^Passphrase for ", ""),
                        "",
                        false)
                .isPresent();
    }

    @Override
    public @Nullable String getPassword() {
        return takeSecret();
    }

    @Override
    public @Nullable String getPassphrase() {
        return takeSecret();
    }

    /// Returns a secret once; JSch fetches it after its prompt was answered.
    private @Nullable String takeSecret() {
        String taken = secret;
        secret = null;
        return taken;
    }

    @Override
    public String @Nullable [] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        String[] answers = new String[prompts.length];
        for (int i = 0; i < prompts.length; i++) {
            String prompt =
                    i == 0 ? (name + " " + instruction + " " + prompts[i]).strip() : prompts[i];
            Optional<String> answer =
                    askSecret(SecretRequest.RequestKind.KEYBOARD_INTERACTIVE, who, prompt, echo[i]);
            secret = null;
            if (answer.isEmpty()) {
                return null;
            }
            answers[i] = answer.get();
        }
        answered |= prompts.length > 0;
        return answers;
    }

    /// Blocks until the admin answers, while the deadline pauses. Asking again means that the
    /// server refused the answer before.
    private Optional<String> askSecret(
            SecretRequest.RequestKind kind, String whose, String prompt, boolean visible) {
        String name = kind + whose + prompt;
        int attempt = asked.merge(name, 1, Integer::sum);
        SecretRequest before = given.remove(name);
        if (before != null) {
            asker.secretRejected(before);
        }
        if (gaveUp || attempt > TRIES) {
            return Optional.empty();
        }
        SecretRequest question =
                new SecretRequest(
                        kind, account, whose, ServerText.toPlainLine(prompt), visible, attempt);
        Optional<String> answer =
                deadline.runPaused(() -> asker.askSecret(question)).map(String::new);
        if (answer.isPresent()) {
            given.put(name, question);
        }
        gaveUp |= answer.isEmpty();
        secret = answer.orElse(null);
        return answer;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    /// Banners: nothing that connecting depends on.
    @Override
    public void showMessage(String message) {}
}
