package dev.handrail.remote;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;

import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.SecretAsk;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Puts JSch's questions to the admin and remembers what came of them.
final class Dialogue implements UserInfo, UIKeyboardInteractive {
    private static final int TRIES = 3;

    private final Asker asker;
    private final Deadline deadline;
    private final String who;
    private final String account;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, SecretAsk> given = new LinkedHashMap<>();
    private @Nullable String secret;
    private boolean answered;
    private boolean gaveUp;

    Dialogue(Asker asker, Deadline deadline, String user, String host, int port) {
        this.asker = asker;
        this.deadline = deadline;
        this.who = user + "@" + host;
        this.account = who + ":" + port;
    }

    /// The server let us in.
    void accepted() {
        given.values().forEach(asker::accepted);
    }

    /// The server did not let us in. A passphrase was tried here, and is right when it was not
    /// asked for again.
    void refused() {
        given.values().stream()
                .filter(ask -> ask.kind() != SecretAsk.Kind.PASSPHRASE)
                .forEach(asker::refused);
    }

    /// Whether a password or code was sent.
    boolean answered() {
        return answered;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    @Override
    public boolean promptPassword(String message) {
        boolean given = ask(SecretAsk.Kind.PASSWORD, who, "", false).isPresent();
        answered |= given;
        return given;
    }

    @Override
    public boolean promptPassphrase(String message) {
        return ask(
                        SecretAsk.Kind.PASSPHRASE,
                        message.replaceFirst("^Passphrase for ", ""),
                        "",
                        false)
                .isPresent();
    }

    @Override
    public @Nullable String getPassword() {
        return take();
    }

    @Override
    public @Nullable String getPassphrase() {
        return take();
    }

    private @Nullable String take() {
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
                    ask(SecretAsk.Kind.KEYBOARD_INTERACTIVE, who, prompt, echo[i]);
            secret = null;
            if (answer.isEmpty()) {
                return null;
            }
            answers[i] = answer.get();
        }
        answered |= prompts.length > 0;
        return answers;
    }

    private Optional<String> ask(
            SecretAsk.Kind kind, String whose, String prompt, boolean visible) {
        String name = kind + whose + prompt;
        int attempt = asked.merge(name, 1, Integer::sum);
        SecretAsk before = given.remove(name);
        if (before != null) {
            asker.refused(before);
        }
        if (gaveUp || attempt > TRIES) {
            return Optional.empty();
        }
        SecretAsk question =
                new SecretAsk(kind, account, whose, ServerText.plain(prompt), visible, attempt);
        Optional<String> answer = deadline.paused(() -> asker.secret(question)).map(String::new);
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
