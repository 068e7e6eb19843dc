package dev.handrail.remote.ssh.hostkey;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the data types of the SSH protocol. Throws [BufferUnderflowException] where the data ends
/// too early.
final class SshDataReader {
    private final ByteBuffer data;

    SshDataReader(byte[] data) {
        this.data = ByteBuffer.wrap(data);
    }

    int readInt() {
        return data.getInt();
    }

    int readByte() {
        return data.get() & 0xff;
    }

    long readLong() {
        return data.getLong();
    }

    byte[] readBytes(int count) {
        if (count < 0 || count > data.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        data.get(bytes);
        return bytes;
    }

    /// A string of the protocol: its length and its bytes.
    byte[] readString() {
        return readBytes(data.getInt());
    }

    String readText() {
        return new String(readString(), StandardCharsets.UTF_8);
    }

    /// Strings until the data ends.
    List<String> readTexts() {
        List<String> texts = new ArrayList<>();
        while (data.hasRemaining()) {
            texts.add(readText());
        }
        return texts;
    }

    int position() {
        return data.position();
    }

    int remaining() {
        return data.remaining();
    }
}
