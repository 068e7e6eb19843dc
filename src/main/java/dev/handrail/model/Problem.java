package dev.handrail.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An expected failure: a stable key for machines, a clear sentence for the admin, and what to do
/// next.
public record Problem(String key, Message what, Message todo) {
    /// Both sentences.
    public Message message() {
        return Message.sentences(what, todo);
    }

    public ProblemKind kind() {
        return ProblemKind.ofKey(key);
    }

    /// The setting of the server that is wrong, or empty if the problem is about none.
    public Optional<ServerSetting> serverSetting() {
        return longestMatch(key, ServerSetting.values(), setting -> setting.keys);
    }

    /// What a problem is about, decided by its key. The table of all keys in use: each entry is a
    /// key or the words it begins with.
    public enum ProblemKind {
        /// The server cannot be reached or does not answer.
        NETWORK(
                ExitMeaning.NO_CONNECTION,
                RetryAdvice.RETRY,
                "link",
                "net",
                "protocol",
                "server.no-shell"),
        /// It is not the server it should be.
        HOST_KEY(ExitMeaning.NO_CONNECTION, RetryAdvice.NEVER, "host-key"),
        AUTHENTICATION(ExitMeaning.NO_CONNECTION, RetryAdvice.FEW_TIMES, "auth", "key"),
        /// The user cannot become root.
        PRIVILEGE(ExitMeaning.NO_CONNECTION, RetryAdvice.FEW_TIMES, "doas", "root", "run0", "sudo"),
        /// Handrail cannot use the admin's SSH configuration, or the settings of a server.
        CONFIGURATION(ExitMeaning.NO_CONNECTION, RetryAdvice.FEW_TIMES, "config", "target"),
        LOCK(ExitMeaning.PAUSED, RetryAdvice.RETRY, "lock"),
        HISTORY(ExitMeaning.HISTORY, RetryAdvice.RETRY, "history", "journal", "output-damaged"),
        /// The server's disk is full, read-only or the like.
        SERVER(ExitMeaning.FAILED, RetryAdvice.RETRY, "server"),
        DETECTION(ExitMeaning.FAILED, RetryAdvice.RETRY, "detect"),
        STEP(ExitMeaning.FAILED, RetryAdvice.RETRY, "fix", "step"),
        RUN(ExitMeaning.FAILED, RetryAdvice.RETRY, "run"),
        ARTIFACT(ExitMeaning.FAILED, RetryAdvice.RETRY, "leftovers"),
        /// A copy of the server cannot be made, is gone, or is not isolated.
        REHEARSAL(ExitMeaning.FAILED, RetryAdvice.NEVER, "rehearsal"),
        PLAN(ExitMeaning.BLOCKED, RetryAdvice.NEVER, "plan"),
        ANSWER(ExitMeaning.ANSWER_NEEDED, RetryAdvice.NEVER, "answer"),
        NOT_FOUND(
                ExitMeaning.NOT_FOUND,
                RetryAdvice.NEVER,
                "product",
                "run.none",
                "run.unknown",
                "runbook.none"),
        USAGE(ExitMeaning.USAGE, RetryAdvice.NEVER, "answers", "usage"),
        KEYCHAIN(ExitMeaning.FAILED, RetryAdvice.RETRY, "keychain"),
        PRACTICE(ExitMeaning.FAILED, RetryAdvice.RETRY, "practice"),
        /// A file or folder on this computer.
        FILE(ExitMeaning.FAILED, RetryAdvice.RETRY, "report", "file"),
        /// A key that no entry fits.
        OTHER(ExitMeaning.FAILED, RetryAdvice.RETRY);

        private final ExitMeaning exit;
        private final RetryAdvice retry;
        private final List<String> keys;

        ProblemKind(ExitMeaning exit, RetryAdvice retry, String... keys) {
            this.exit = exit;
            this.retry = retry;
            this.keys = List.of(keys);
        }

        static ProblemKind ofKey(String key) {
            return longestMatch(key, values(), kind -> kind.keys).orElse(OTHER);
        }

        public ExitMeaning exitMeaning() {
            return exit;
        }

        public RetryAdvice retryAdvice() {
            return retry;
        }
    }

    /// What the exit code of a command that ends with the problem says.
    public enum ExitMeaning {
        FAILED,
        USAGE,
        BLOCKED,
        ANSWER_NEEDED,
        NO_CONNECTION,
        PAUSED,
        NOT_FOUND,
        HISTORY
    }

    /// Whether the same may succeed when Handrail tries it again unchanged.
    public enum RetryAdvice {
        RETRY,
        /// Each try may count as a refused login, and too many lock the account.
        FEW_TIMES,
        NEVER
    }

    /// A setting of a server, as the form for it shows them, with the keys of problems about it.
    public enum ServerSetting {
        HOST("net.timeout", "net.unknown-host", "net.unreachable"),
        PORT("net.closed", "net.refused", "protocol"),
        USER("auth"),
        KEY_FILE("auth.key-refused", "auth.no-key", "key"),
        JUMP_HOST("config.jump-loop"),
        ESCALATION("doas", "root", "run0", "sudo");

        private final List<String> keys;

        ServerSetting(String... keys) {
            this.keys = List.of(keys);
        }
    }

    private static <T> Optional<T> longestMatch(
            String key, T[] entries, Function<T, List<String>> keysOf) {
        return Arrays.stream(entries)
                .filter(entry -> matchLength(key, keysOf.apply(entry)) > 0)
                .max(Comparator.comparingInt(entry -> matchLength(key, keysOf.apply(entry))));
    }

    /// The length of the longest of these that is the key or its first words; 0 when none is.
    private static int matchLength(String key, List<String> beginnings) {
        return beginnings.stream()
                .filter(start ->
                        key.equals(start)
                                || key.startsWith(start + ".")
                                || key.startsWith(start + "-"))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
