package dev.handrail.remote;

import dev.handrail.model.SafeText;

/// Makes a text that a server wrote fit to be shown: one line, nothing that could act on a terminal
/// or turn text around.
final class ServerText {
    private static final int LONGEST = 4096;

    private ServerText() {}

    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        cut.strip().codePoints().forEach(c -> plain.append(shown(c)));
        return text.length() > LONGEST ? plain.append("...").toString() : plain.toString();
    }

    private static String shown(int c) {
        if (c == '\n' || c == '\t' || c == '\r') {
            return " ";
        }
        return SafeText.acts(c) || Character.getType(c) == Character.UNASSIGNED
                ? SafeText.escape(c)
                : Character.toString(c);
    }
}
