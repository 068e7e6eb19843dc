package dev.handrail.remote.ssh.channel;

/// Bytes that have come and are not used yet, in a buffer that grows up to the channel's window.
final class RingBuffer {
    /// Bytes to begin with; most scripts print less.
    private static final int FIRST = 32 * 1024;

    private byte[] bytes = new byte[FIRST];
    private int start;
    private int size;

    int size() {
        return size;
    }

    /// Grows without a limit; [ChannelBuffer] enforces the window.
    void putBytes(byte[] from, int offset, int length) {
        if (size + length > bytes.length) {
            growTo(size + length);
        }
        int end = (start + size) % bytes.length;
        int first = Math.min(length, bytes.length - end);
        System.arraycopy(from, offset, bytes, end, first);
        System.arraycopy(from, offset + first, bytes, 0, length - first);
        size += length;
    }

    /// Takes as many bytes as there are and fit; returns their number.
    int takeBytes(byte[] into, int offset, int most) {
        int length = Math.min(size, most);
        int first = Math.min(length, bytes.length - start);
        System.arraycopy(bytes, start, into, offset, first);
        System.arraycopy(bytes, 0, into, offset + first, length - first);
        start = size == length ? 0 : (start + length) % bytes.length;
        size -= length;
        return length;
    }

    private void growTo(int needed) {
        byte[] larger = new byte[Math.max(needed, 2 * bytes.length)];
        int kept = takeBytes(larger, 0, size);
        bytes = larger;
        start = 0;
        size = kept;
    }
}
