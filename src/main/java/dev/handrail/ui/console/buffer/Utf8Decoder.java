package dev.handrail.ui.console.buffer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjIntConsumer;

/// Decodes UTF-8 that arrives in pieces, and replaces invalid bytes. A character that is cut at the
/// end of a piece waits for the next one.
final class Utf8Decoder {
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(64 * 1024);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);

    /// `decoded` receives an array and how many characters of it are used. The array is used again
    /// after each call.
    void decodeBytes(byte[] bytes, int offset, int length, ObjIntConsumer<char[]> decoded) {
        ByteBuffer in = joinUndecoded(bytes, offset, length);
        boolean more = true;
        while (more) {
            more = decoder.decode(in, chars, false).isOverflow();
            chars.flip();
            decoded.accept(chars.array(), chars.limit());
            chars.clear();
        }
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        undecoded = ByteBuffer.wrap(rest);
    }

    /// Puts the bytes that are left from the last call before the new ones.
    private ByteBuffer joinUndecoded(byte[] bytes, int offset, int length) {
        if (!undecoded.hasRemaining()) {
            return ByteBuffer.wrap(bytes, offset, length);
        }
        ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + length);
        return in.put(undecoded).put(bytes, offset, length).flip();
    }

    /// Drops an unfinished character.
    void reset() {
        undecoded = ByteBuffer.allocate(0);
        decoder.reset();
    }
}
