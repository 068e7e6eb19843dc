package dev.handrail.redact;

import dev.handrail.redact.SecretValueScanner.ValueKind;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/// Hides secrets in a stream of bytes and keeps its length: every byte of a secret becomes `*`.
///
/// It hides the given secrets, also quoted or encoded, and what looks like a secret: the value of a
/// password or token, an Authorization header, the password in a URL, a private key, a token with a
/// known beginning, the path of a webhook. However the stream is cut into pieces, the outputs of
/// [#redactNext] and [#redactRest] together are the same bytes. It holds back only what may be the
/// beginning of a given secret, a URL's password, a token or a webhook, so nothing needs to be
/// flushed when the stream pauses.
public final class SecretRedactor {
    /// How far the rules look back.
    private static final int CONTEXT = 256;

    private static final byte[] NONE = {};

    private final SecretLiterals literals;
    private final SecretValueScanner value = new SecretValueScanner();

    /// The input from a little before the first byte that is not out yet, and the same bytes
    /// redacted.
    private byte[] raw = new byte[2048];

    private byte[] masked = new byte[2048];
    private int out;
    private int at;
    private int end;

    /// `secrets`: what to hide wherever it occurs, if it has four bytes or more.
    public SecretRedactor(Collection<String> secrets) {
        this(SecretLiterals.of(secrets));
    }

    private SecretRedactor(SecretLiterals literals) {
        this.literals = literals;
    }

    /// The redacted bytes that are ready now.
    public byte[] redactNext(byte[] bytes, int length) {
        makeRoom(length);
        System.arraycopy(bytes, 0, raw, end, length);
        System.arraycopy(bytes, 0, masked, end, length);
        end += length;
        scanBytes(false);
        return takeUntil(at);
    }

    /// The bytes that were held back, redacted. The stream ends with them.
    public byte[] redactRest() {
        scanBytes(true);
        return takeUntil(end);
    }

    /// A whole text, redacted.
    public String redactText(String whole) {
        SecretRedactor mask = new SecretRedactor(literals);
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        byte[] ready = mask.redactNext(bytes, bytes.length);
        byte[] all = Arrays.copyOf(ready, bytes.length);
        byte[] rest = mask.redactRest();
        System.arraycopy(rest, 0, all, ready.length, rest.length);
        return new String(all, StandardCharsets.UTF_8);
    }

    /// Decides byte by byte; stops at a byte that depends on the next ones, unless the stream has
    /// ended.
    private void scanBytes(boolean last) {
        while (at < end) {
            if (!value.isOpen()) {
                at = literals.nextCandidate(raw, at, end);
            }
            if (at == end || !scanByte(last)) {
                return;
            }
            at++;
        }
    }

    /// False: the byte depends on the next ones.
    private boolean scanByte(boolean last) {
        if (!hideLiteral(last)) {
            return false;
        }
        if (!value.isOpen()) {
            return openValue(last);
        }
        if (value.hidesNext(raw[at])) {
            hideRange(at, at + 1);
        }
        return true;
    }

    /// Hides the given secret that begins here. False: too few bytes have come to decide.
    private boolean hideLiteral(boolean last) {
        if (literals.mayBegin(raw, at, end)) {
            int length = literals.longestMatch(raw, at, end, last);
            if (length == SecretLiterals.UNDECIDED) {
                return false;
            }
            hideRange(at, at + length);
        }
        return true;
    }

    /// Checks whether a secret begins after this byte. False: too few bytes have come to decide.
    private boolean openValue(boolean last) {
        return switch (raw[at]) {
            case ':', '=' -> openAfterSign(last);
            case ' ' -> beginValue(SecretKeyMatcher.beforeSpace(raw, at, end, last));
            case '\n' -> beginValue(SecretKeyMatcher.beforeNewLine(raw, at));
            case 'x', '-', '_', 'I', 'J', '/' -> openToken(last);
            // A byte that may begin a secret, and did not.
            default -> true;
        };
    }

    private boolean openAfterSign(boolean last) {
        ValueKind kind = SecretKeyMatcher.beforeSign(raw, at);
        return kind == ValueKind.NONE && raw[at] == ':' && UrlPasswordMatcher.mayFollow(raw, at)
                ? hideUrlPassword(last)
                : beginValue(kind);
    }

    private boolean openToken(boolean last) {
        return !SecretTokenMatcher.mayFollow(raw, at)
                || beginValue(SecretTokenMatcher.kindAfter(raw, at, end, last));
    }

    /// NONE leaves the scan where it is. False: too few bytes have come to decide.
    private boolean beginValue(ValueKind kind) {
        if (kind != ValueKind.NONE) {
            value.beginValue(kind);
        }
        return kind != ValueKind.UNDECIDED;
    }

    /// False: the end of the password has not come yet.
    private boolean hideUrlPassword(boolean last) {
        int length = UrlPasswordMatcher.passwordLength(raw, at + 1, end, last);
        if (length == UrlPasswordMatcher.UNDECIDED) {
            return false;
        }
        if (length == UrlPasswordMatcher.ENDLESS) {
            value.beginValue(ValueKind.WORD);
        } else {
            hideRange(at + 1, at + 1 + length);
        }
        return true;
    }

    private void hideRange(int from, int to) {
        Arrays.fill(masked, from, to, (byte) '*');
    }

    /// The redacted bytes before `limit` that are not out yet; later calls do not return them
    /// again.
    private byte[] takeUntil(int limit) {
        byte[] ready = out < limit ? Arrays.copyOfRange(masked, out, limit) : NONE;
        out = limit;
        return ready;
    }

    /// Drops the bytes that are out, except those that a rule may still look back to.
    private void makeRoom(int length) {
        if (end + length <= raw.length) {
            return;
        }
        int from = Math.max(0, out - CONTEXT);
        int size = Math.max(raw.length, 2 * (end - from + length));
        raw = moveToFront(raw, from, size);
        masked = moveToFront(masked, from, size);
        out -= from;
        at -= from;
        end -= from;
    }

    /// The bytes from an index on, at the front of an array of this size, which may be the same
    /// array.
    private byte[] moveToFront(byte[] bytes, int from, int size) {
        byte[] moved = size == bytes.length ? bytes : new byte[size];
        System.arraycopy(bytes, from, moved, 0, end - from);
        return moved;
    }
}
