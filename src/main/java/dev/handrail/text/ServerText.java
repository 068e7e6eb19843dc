package dev.handrail.text;

/// Makes text of a server safe to show: one line, without characters that control a terminal or
/// reverse the text.
public final class ServerText {
    private static final int LONGEST = 4096;

    private ServerText() {}

    /// Cuts the text to 4096 characters and turns line breaks and tabs into blanks.
    public static String toPlainLine(String text) {
        StringBuilder plain = new StringBuilder();
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        cut.strip().codePoints().forEach(c -> plain.append(escapeCodePoint(c)));
        return text.length() > LONGEST ? plain.append("...").toString() : plain.toString();
    }

    private static String escapeCodePoint(int c) {
        if (c == '\n' || c == '\t' || c == '\r') {
            return " ";
        }
        return SafeText.needsEscape(c) || Character.getType(c) == Character.UNASSIGNED
                ? SafeText.escapeChar(c)
                : Character.toString(c);
    }
}
