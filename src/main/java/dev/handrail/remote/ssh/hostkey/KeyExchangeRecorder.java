package dev.handrail.remote.ssh.hostkey;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Keeps what a server sends before the connection is encrypted, because JSch tells neither the
/// certificate of a server nor the algorithms that it offers.
public final class KeyExchangeRecorder {
    /// More than any key exchange needs.
    private static final int LIMIT = 256 * 1024;

    private static final int KEXINIT = 20;
    private static final List<Integer> REPLIES = List.of(31, 33);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean done;

    /// The same stream, whose first bytes are kept.
    public InputStream record(InputStream in) {
        return new RecordingInput(in);
    }

    /// Keeps nothing more.
    public synchronized void finish() {
        done = true;
    }

    private synchronized void keep(byte[] read, int from, int count) {
        if (!done && bytes.size() + count <= LIMIT) {
            bytes.write(read, from, count);
        }
    }

    /// The certificate that the server sent for this key, if it sent one.
    public Optional<HostCertificate> certificateOf(byte[] key) {
        return payloads().stream()
                .filter(payload -> REPLIES.contains((int) payload[0]))
                .flatMap(payload -> readCertificate(payload).stream())
                .filter(certificate -> Arrays.equals(certificate.key(), key))
                .findFirst();
    }

    private static Optional<HostCertificate> readCertificate(byte[] payload) {
        try {
            SshDataReader data = new SshDataReader(payload);
            data.readByte();
            return HostCertificate.parse(data.readString());
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /// The server's lists of algorithms: key exchange, host key, then ciphers, MACs, compression
    /// and languages for each direction. Empty if it sent none.
    public List<List<String>> serverAlgorithms() {
        return payloads().stream()
                .filter(payload -> payload[0] == KEXINIT)
                .findFirst()
                .map(KeyExchangeRecorder::readLists)
                .orElse(List.of());
    }

    private static List<List<String>> readLists(byte[] payload) {
        List<List<String>> lists = new ArrayList<>();
        try {
            SshDataReader data = new SshDataReader(payload);
            data.readBytes(17);
            while (lists.size() < 10) {
                lists.add(List.of(data.readText().split(",")));
            }
            return lists;
        } catch (BufferUnderflowException e) {
            return List.of();
        }
    }

    /// The messages until the first that is incomplete, or encrypted.
    private List<byte[]> payloads() {
        List<byte[]> payloads = new ArrayList<>();
        try {
            SshDataReader data = new SshDataReader(afterVersion());
            while (data.remaining() > 0) {
                payloads.add(readPayload(data));
            }
        } catch (BufferUnderflowException e) {
            // The messages before it are complete.
        }
        return payloads;
    }

    private static byte[] readPayload(SshDataReader data) {
        int length = data.readInt();
        int padding = data.readByte();
        byte[] payload = data.readBytes(length - padding - 1);
        data.readBytes(padding);
        return payload.length == 0 ? new byte[1] : payload;
    }

    /// The bytes after the line that begins with `SSH-`.
    private byte[] afterVersion() {
        byte[] all;
        synchronized (this) {
            all = bytes.toByteArray();
        }
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int version = text.startsWith("SSH-") ? 0 : text.indexOf("\nSSH-") + 1;
        int end = text.indexOf('\n', version);
        return end < 0 ? new byte[0] : Arrays.copyOfRange(all, end + 1, all.length);
    }

    /// Passes everything on and keeps a copy of it.
    private final class RecordingInput extends FilterInputStream {
        RecordingInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = in.read(into, from, length);
            if (count > 0) {
                keep(into, from, count);
            }
            return count;
        }
    }
}
