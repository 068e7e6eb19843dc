package dev.handrail.remote.ssh.auth;

import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.text.ServerText;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The questions of one log-in and what became of their answers. Each answer belongs to the
/// question that it was given for.
final class SecretQuestions {
    /// How often one question may be asked.
    private static final int TRIES = 3;

    private final UserInteraction asker;
    private final ConnectDeadline deadline;
    private final String account;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, SecretRequest> given = new LinkedHashMap<>();
    private @Nullable SecretRequest unanswered;

    /// `account`: as `user@host:port`.
    SecretQuestions(UserInteraction asker, ConnectDeadline deadline, String account) {
        this.asker = asker;
        this.deadline = deadline;
        this.account = account;
    }

    /// Blocks until the admin answers, while the deadline pauses. Asking again means that the
    /// answer before was wrong. Empty once the admin has answered one question with nothing.
    Optional<String> askSecret(RequestKind kind, String whose, String prompt, boolean visible) {
        String name = kind + whose + prompt;
        int attempt = asked.merge(name, 1, Integer::sum);
        reject(given.remove(name));
        if (unanswered != null || attempt > TRIES) {
            return Optional.empty();
        }
        String plain = ServerText.toPlainLine(prompt);
        return ask(name, new SecretRequest(kind, account, whose, plain, visible, attempt));
    }

    private Optional<String> ask(String name, SecretRequest question) {
        Optional<String> answer =
                deadline.runPaused(() -> asker.askSecret(question)).map(String::new);
        answer.ifPresentOrElse(_ -> given.put(name, question), () -> unanswered = question);
        return answer;
    }

    private void reject(@Nullable SecretRequest question) {
        if (question != null) {
            asker.secretRejected(question);
        }
    }

    /// The answers given so far were right; the same question later is a new one.
    void acceptGiven(Predicate<RequestKind> kinds) {
        given.entrySet()
                .removeIf(entry -> {
                    boolean right = kinds.test(entry.getValue().kind());
                    if (right) {
                        asked.remove(entry.getKey());
                        asker.secretAccepted(entry.getValue());
                    }
                    return right;
                });
    }

    /// The answers that nobody accepted were wrong. A passphrase is checked on this computer, so it
    /// is right unless it was asked for again.
    void rejectGiven() {
        given.values().stream()
                .filter(question -> question.kind() != RequestKind.PASSPHRASE)
                .forEach(this::reject);
        given.clear();
    }

    /// The question that the admin answered with nothing.
    Optional<SecretRequest> unansweredQuestion() {
        return Optional.ofNullable(unanswered);
    }
}
