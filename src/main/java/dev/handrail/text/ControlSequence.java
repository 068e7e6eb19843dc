package dev.handrail.text;

import java.util.Arrays;

/// One control sequence of a terminal, such as `ESC [ 1 ; 31 m`. A parser has only one, and uses it
/// for each sequence, because coloured output has many.
public final class ControlSequence {
    /// Larger numbers are cut to this, which keeps an endless one from overflowing.
    private static final int LARGEST_CODE = 99_999;

    private char[] parameters = new char[32];
    private int length;
    private boolean onlyCodes;
    private char command;

    void clear() {
        length = 0;
        onlyCodes = true;
    }

    void append(char c) {
        if (length == parameters.length) {
            parameters = Arrays.copyOf(parameters, 2 * length);
        }
        parameters[length++] = c;
        onlyCodes &= c >= '0' && c <= ';';
    }

    void setCommand(char c) {
        command = c;
    }

    int length() {
        return length;
    }

    /// The last character, which says what to do: `m` for colours.
    public char command() {
        return command;
    }

    /// The characters between the bracket and the command.
    public String parameters() {
        return new String(parameters, 0, length);
    }

    /// Whether it has numbers only; others are settings of one terminal or another.
    public boolean hasOnlyCodes() {
        return onlyCodes;
    }

    /// Writes its numbers into `codes`, as many as fit, and returns how many those are; an omitted
    /// number is 0. For sequences that have only codes.
    public int readCodes(int[] codes) {
        int count = 0;
        int code = 0;
        for (int i = 0; i < length; i++) {
            char c = parameters[i];
            if (c <= '9') {
                code = Math.min(LARGEST_CODE, code * 10 + (c - '0'));
            } else {
                count = addCode(codes, count, code);
                code = 0;
            }
        }
        int all = addCode(codes, count, code);
        return length == 0 ? 0 : all;
    }

    private static int addCode(int[] codes, int count, int code) {
        if (count == codes.length) {
            return count;
        }
        codes[count] = code;
        return count + 1;
    }
}
