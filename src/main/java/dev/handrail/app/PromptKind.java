package dev.handrail.app;

import dev.handrail.remote.ShellConnector.SecretRequest;

import java.util.regex.Pattern;

/// What a server's own prompt asks for, by its words.
public enum PromptKind {
    /// The same answer is right again.
    PASSWORD,
    /// A code for one time, or text that may be visible.
    CODE,
    /// Its words do not tell.
    UNKNOWN;

    private static final Pattern ASKS_PASSWORD = Pattern.compile("(?is).*\\bpassword\\b.*");
    private static final Pattern FOR_ONE_TIME =
            Pattern.compile(
                    "(?is).*\\b(one[- ]?time|once|otp|oath|totp|hotp|token|code|new|retype)\\b.*");

    public static PromptKind of(SecretRequest ask) {
        if (ask.visible() || FOR_ONE_TIME.matcher(ask.prompt()).matches()) {
            return CODE;
        }
        return ASKS_PASSWORD.matcher(ask.prompt()).matches() ? PASSWORD : UNKNOWN;
    }
}
