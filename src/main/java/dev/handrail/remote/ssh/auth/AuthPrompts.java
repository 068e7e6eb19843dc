package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;

import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ShellConnector.UserInteraction;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Supplier;

/// Passes JSch's questions on to the admin.
public final class AuthPrompts implements UserInfo, UIKeyboardInteractive {
    private final AuthProgress progress = new AuthProgress();
    private final SecretQuestions questions;
    private final ConnectDeadline deadline;
    private final String who;
    private @Nullable String password;

    public AuthPrompts(
            UserInteraction asker, ConnectDeadline deadline, String user, String host, int port) {
        this.deadline = deadline;
        this.who = user + "@" + host;
        this.questions = new SecretQuestions(asker, deadline, who + ":" + port);
    }

    public AuthProgress progress() {
        return progress;
    }

    /// The server accepted the log-in.
    public void reportAccepted() {
        questions.acceptGiven(_ -> true);
    }

    /// The server refused the log-in.
    public void reportRejected() {
        questions.rejectGiven();
    }

    /// Tells what was accepted before, for the server now wants this method.
    void beginMethod(AuthMethod method) {
        if (progress.beginMethod(method)) {
            acceptSecrets();
        }
    }

    /// `methods`: those with which the server would go on.
    void endWith(String methods) {
        if (progress.endWith(methods)) {
            acceptSecrets();
        }
    }

    private void acceptSecrets() {
        questions.acceptGiven(kind -> kind != RequestKind.PASSPHRASE);
    }

    /// The question that the admin answered with nothing.
    Optional<SecretRequest> unansweredQuestion() {
        return questions.unansweredQuestion();
    }

    /// The name of the account, as `user@host`.
    String accountName() {
        return who;
    }

    /// Runs something that may wait for a person, such as an agent that asks before it signs.
    <T> T waitForPerson(Supplier<T> work) {
        return deadline.runPaused(work);
    }

    /// Empty where the admin gives none; as in ssh, an empty passphrase leaves this key alone and
    /// nothing else.
    Optional<String> askPassphrase(String file) {
        return questions
                .askSecret(RequestKind.PASSPHRASE, file, "", false)
                .filter(passphrase -> !passphrase.isEmpty());
    }

    @Override
    public boolean promptPassword(String message) {
        beginMethod(AuthMethod.PASSWORD);
        Optional<String> answer = questions.askSecret(RequestKind.PASSWORD, who, "", false);
        answer.ifPresent(_ -> progress.reportSent(AuthMethod.PASSWORD));
        password = answer.orElse(null);
        return answer.isPresent();
    }

    /// Returns the password once; JSch fetches it after its prompt was answered.
    @Override
    public @Nullable String getPassword() {
        String taken = password;
        password = null;
        return taken;
    }

    /// [PrivateKeyFile] asks for passphrases, later than JSch would.
    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    /// A request without prompts only says something.
    @Override
    public String[] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        beginMethod(AuthMethod.KEYBOARD_INTERACTIVE);
        String introduction = name + " " + instruction + " ";
        if (progress.isHopeless() && prompts.length > 0) {
            throw new LoginAbandonedException();
        }
        if (prompts.length == 0) {
            progress.reportText(introduction);
        }
        return askEach(introduction, prompts, echo);
    }

    private String[] askEach(String introduction, String[] prompts, boolean[] echo) {
        String[] answers = new String[prompts.length];
        for (int i = 0; i < prompts.length; i++) {
            String prompt = i == 0 ? (introduction + prompts[i]).strip() : prompts[i];
            answers[i] = askOrAbandon(prompt, echo[i]);
        }
        if (prompts.length > 0) {
            progress.reportSent(AuthMethod.KEYBOARD_INTERACTIVE);
        }
        return answers;
    }

    private String askOrAbandon(String prompt, boolean visible) {
        return questions
                .askSecret(RequestKind.KEYBOARD_INTERACTIVE, who, prompt, visible)
                .orElseThrow(LoginAbandonedException::new);
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    @Override
    public void showMessage(String message) {
        progress.reportBanner(message);
    }
}
