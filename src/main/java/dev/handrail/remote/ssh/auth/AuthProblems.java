package dev.handrail.remote.ssh.auth;

import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ssh.problem.LoginProblems;

import java.util.Optional;

/// Explains why a server refused the log-in.
public final class AuthProblems {
    private final AuthPrompts prompts;
    private final AuthProgress progress;
    private final KeyIdentities keys;
    private final String host;
    private final LoginProblems problems;

    public AuthProblems(AuthPrompts prompts, KeyIdentities keys, String host) {
        this.prompts = prompts;
        this.progress = prompts.progress();
        this.keys = keys;
        this.host = host;
        this.problems = new LoginProblems(host);
    }

    /// `message`: JSch's, which names the methods with which the server would go on.
    public Problem explainRefusal(String message) {
        String methods = message.replaceFirst("(?s)^[^']*'(.*)'[^']*$", "$1");
        prompts.endWith(methods);
        if (AccountProblems.isAboutAccount(progress.serverText())) {
            return accountRefused();
        }
        return wasSecretRefused() ? problems.passwordRefused() : explainMissing(methods);
    }

    /// For log-ins that failed without a wrong secret.
    private Problem explainMissing(String methods) {
        Optional<SecretRequest> unanswered = prompts.unansweredQuestion();
        boolean password = unanswered.isPresent() && !isPassphrase(unanswered.get());
        return password
                ? noPassword(unanswered.get())
                : progress.unusableKey().orElseGet(() -> keysRefused(methods));
    }

    /// A question that comes again tells, and so does an answer after which none came.
    private boolean wasSecretRefused() {
        Optional<SecretRequest> unanswered = prompts.unansweredQuestion();
        return unanswered.isPresent()
                ? unanswered.get().attempt() > 1 && !isPassphrase(unanswered.get())
                : progress.pendingMethod()
                        .filter(method -> method != AuthMethod.PUBLIC_KEY)
                        .isPresent();
    }

    private static boolean isPassphrase(SecretRequest question) {
        return question.kind() == RequestKind.PASSPHRASE;
    }

    /// The admin entered no password; says what the server took or refused before.
    private Problem noPassword(SecretRequest question) {
        if (AccountProblems.isAboutExpiry(question.prompt())) {
            return AccountProblems.passwordExpired(prompts.accountName(), question.prompt());
        }
        if (!progress.acceptedMethods().isEmpty()) {
            return problems.noSecondPassword();
        }
        return keys.isEmpty() || progress.unusableKey().isPresent()
                ? problems.noPassword()
                : problems.noPasswordAfterKeys();
    }

    /// `methods`: those with which the server would go on.
    private Problem keysRefused(String methods) {
        if (!progress.hasBegun()) {
            return problems.noMethod(methods);
        }
        if (!progress.acceptedMethods().isEmpty()) {
            return wantsMore(methods);
        }
        if (progress.wasRefusedAfterProof()) {
            return problems.userRefused(prompts.accountName());
        }
        return keys.isEmpty() ? problems.noKey() : problems.keyRefused();
    }

    /// The server accepted one step and wants another one.
    private Problem wantsMore(String methods) {
        if (!AuthMethod.PUBLIC_KEY.isIn(methods)) {
            return problems.methodWantedToo(methods);
        }
        return progress.acceptedMethods().contains(AuthMethod.PUBLIC_KEY)
                ? problems.moreKeysWanted()
                : problems.keyWantedToo();
    }

    /// Explains a connection that ended while it logged in. Empty where nothing was proved, since
    /// the log-in is not the reason then.
    public Optional<Problem> explainClosing() {
        boolean proved =
                progress.pendingMethod().isPresent() || !progress.acceptedMethods().isEmpty();
        return proved ? Optional.of(closedAfterProof()) : Optional.empty();
    }

    private Problem closedAfterProof() {
        return progress.serverText().isEmpty() ? problems.closedAfterProof() : accountRefused();
    }

    /// In the server's own words.
    private Problem accountRefused() {
        return AccountProblems.accountRefused(host, prompts.accountName(), progress.serverText());
    }
}
