package dev.handrail.testing;

import dev.handrail.model.Message;

import java.util.stream.Collectors;

/// Messages as their keys and arguments, whatever the words of a language are.
public final class KeyedText {
    private KeyedText() {}

    /// Such as `store.runbook.no-file(gone.sh)`.
    public static String of(Message message) {
        return switch (message) {
            case Message.Keyed keyed ->
                    keyed.key()
                            + keyed.arguments().stream()
                                    .map(KeyedText::argument)
                                    .collect(Collectors.joining(", ", "(", ")"));
            case Message.Literal literal -> literal.text();
            case Message.Translated translated -> translated.english();
            case Message.Joined joined ->
                    joined.parts().stream()
                            .map(KeyedText::of)
                            .collect(Collectors.joining(joined.joint().text()));
        };
    }

    private static String argument(Object argument) {
        return argument instanceof Message message ? of(message) : argument.toString();
    }
}
