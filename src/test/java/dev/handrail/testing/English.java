package dev.handrail.testing;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.text.MessageFormatter;

/// Messages as an English reader sees them.
public final class English {
    private English() {}

    public static String of(Message message) {
        return MessageFormatter.ENGLISH.format(message);
    }

    public static String of(Problem problem) {
        return MessageFormatter.ENGLISH.format(problem);
    }
}
