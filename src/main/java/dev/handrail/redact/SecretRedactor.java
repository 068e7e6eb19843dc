package dev.handrail.redact;

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
                if (at == end) {
                    return;
                }
            }
            if (literals.mayBegin(raw, at, end)) {
                int length = literals.longestMatch(raw, at, end, last);
                if (length == SecretLiterals.UNDECIDED) {
                    return;
                }
                hideRange(at, at + length);
            }
            if (value.isOpen()) {
                if (value.hidesNext(raw[at])) {
                    hideRange(at, at + 1);
                }
            } else if (!opensHere(last)) {
                return;
            }
            at++;
        }
    }

    /// Checks whether a secret begins after this byte. False: too few bytes have come to decide.
    private boolean opensHere(boolean last) {
        switch (raw[at]) {
            case ':', '=' -> {
                SecretValueScanner.ValueKind kind = SecretKeyMatcher.beforeSign(raw, at);
                if (kind != SecretValueScanner.ValueKind.NONE) {
                    value.beginValue(kind);
                } else if (raw[at] == ':' && UrlPasswordMatcher.mayFollow(raw, at)) {
                    return hideUrlPassword(last);
                }
            }
            case ' ' -> beginValue(SecretKeyMatcher.beforeSpace(raw, at));
            case '\n' -> beginValue(SecretKeyMatcher.beforeNewLine(raw, at));
            case 'x', '-', '_', 'I', 'J', '/' -> {
                if (SecretTokenMatcher.mayFollow(raw, at)) {
                    SecretValueScanner.ValueKind kind =
                            SecretTokenMatcher.kindAfter(raw, at, end, last);
                    beginValue(kind);
                    return kind != SecretValueScanner.ValueKind.UNDECIDED;
                }
            }
            default -> {
                // A byte that may begin a secret, and did not.
            }
        }
        return true;
    }

    /// NONE leaves the scan where it is.
    private void beginValue(SecretValueScanner.ValueKind kind) {
        if (kind != SecretValueScanner.ValueKind.NONE) {
            value.beginValue(kind);
        }
    }

    /// False: the end of the password has not come yet.
    private boolean hideUrlPassword(boolean last) {
        int length = UrlPasswordMatcher.passwordLength(raw, at + 1, end, last);
        if (length == UrlPasswordMatcher.UNDECIDED) {
            return false;
        }
        if (length == UrlPasswordMatcher.ENDLESS) {
            value.beginValue(SecretValueScanner.ValueKind.WORD);
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
        int kept = end - from;
        int size = Math.max(raw.length, 2 * (kept + length));
        byte[] newRaw = size == raw.length ? raw : new byte[size];
        byte[] newMasked = size == raw.length ? masked : new byte[size];
        System.arraycopy(raw, from, newRaw, 0, kept);
        System.arraycopy(masked, from, newMasked, 0, kept);
        raw = newRaw;
        masked = newMasked;
        out -= from;
        at -= from;
        end = kept;
    }
}
