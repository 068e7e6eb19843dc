package dev.handrail.remote.ssh.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What a script printed, up to 16 MiB; the rest is dropped.
public final class CappedOutput implements ScriptExecution.ScriptSink {
    /// Bytes; a script that floods must not fill the memory.
    private static final int MOST = 16 * 1024 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void acceptBytes(byte[] more, int offset, int length) {
        bytes.write(more, offset, Math.min(length, MOST - bytes.size()));
    }

    @Override
    public String toString() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
