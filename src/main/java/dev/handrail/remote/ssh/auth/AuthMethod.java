package dev.handrail.remote.ssh.auth;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ways to log in that Handrail knows, in the order in which ssh tries them.
public enum AuthMethod {
    /// As many times as keys may be wanted in a row: JSch goes on with a method that the server
    /// wants again only where the list names it again.
    PUBLIC_KEY("publickey", "pubkeyauthentication", 8),
    KEYBOARD_INTERACTIVE("keyboard-interactive", "kbdinteractiveauthentication", 1),
    PASSWORD("password", "passwordauthentication", 1);

    private final String title;
    private final String option;
    private final int times;

    AuthMethod(String title, String option, int times) {
        this.title = title;
        this.option = option;
        this.times = times;
    }

    /// Whether the server's list of methods names it.
    boolean isIn(String methods) {
        return methods.contains(title);
    }

    /// The list for JSch, as the admin's configuration wants it. Keys come first and a password
    /// last, so that admins with a key are asked nothing.
    public static String preferredList(Map<String, List<String>> values) {
        String order = firstValue(values, "preferredauthentications");
        Stream<AuthMethod> methods =
                order.isEmpty()
                        ? Stream.of(values())
                        : Stream.of(order.split("[,\\s]+")).flatMap(AuthMethod::named);
        return methods.filter(method -> !isOff(firstValue(values, method.option)))
                .flatMap(method -> Collections.nCopies(method.times, method.title).stream())
                .collect(Collectors.joining(","));
    }

    private static Stream<AuthMethod> named(String title) {
        return Stream.of(values()).filter(method -> method.title.equals(title));
    }

    private static boolean isOff(String value) {
        return List.of("no", "false").contains(value.toLowerCase(Locale.ROOT));
    }

    private static String firstValue(Map<String, List<String>> values, String keyword) {
        return values.getOrDefault(keyword, List.of("")).getFirst();
    }
}
