package dev.handrail.run.service;

import java.io.ByteArrayOutputStream;

/// Keeps an answer of a server in memory, up to a limit; what comes beyond it is dropped.
public final class BoundedOutput extends ByteArrayOutputStream {
    private final int limit;
    private boolean exceeded;

    public BoundedOutput(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void write(int b) {
        if (count < limit) {
            super.write(b);
        } else {
            exceeded = true;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int fitting = Math.min(length, limit - count);
        super.write(bytes, offset, fitting);
        exceeded |= fitting < length;
    }

    /// Whether the server sent more than fits.
    public synchronized boolean hasExceeded() {
        return exceeded;
    }
}
