package dev.handrail.remote.ssh.auth;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.util.Optional;
import java.util.regex.Pattern;

/// Explains what keeps an account from working although its log-in is right.
public final class AccountProblems {
    /// What sshd, PAM and sudo say of a password that must be changed first.
    private static final Pattern EXPIRED =
            Pattern.compile(
                    "(?is).*(password (has |is )?expired|password change required|change your"
                            + " password|password expired|new password|account or password is"
                            + " expired).*");

    /// What PAM says of an account that nobody may use now.
    private static final Pattern CLOSED =
            Pattern.compile("(?is).*\\baccount\\b.{0,40}\\b(expired|locked|disabled|denied)\\b.*");

    private AccountProblems() {}

    /// Whether a server's words mean that the password must be changed first.
    static boolean isAboutExpiry(String text) {
        return EXPIRED.matcher(text).matches();
    }

    /// Whether a server's words mean that a right password does not help.
    public static boolean isAboutAccount(String text) {
        return CLOSED.matcher(text).matches();
    }

    public static Problem accountRefused(String host, String who, String text) {
        return new Problem(
                "auth.account-refused",
                Message.of("remote.auth.account-refused.what", host, who, text),
                Message.of("remote.auth.account-refused.todo"));
    }

    /// `text`: what the server printed in the place of a shell, on one line. Empty if the password
    /// is not the reason.
    public static Optional<Problem> ofOutput(String who, String text) {
        return isAboutExpiry(text) ? Optional.of(passwordExpired(who, text)) : Optional.empty();
    }

    static Problem passwordExpired(String who, String text) {
        return new Problem(
                "auth.password-expired",
                Message.of("remote.auth.password-expired.what", who, text),
                Message.of("remote.auth.password-expired.todo", who));
    }
}
