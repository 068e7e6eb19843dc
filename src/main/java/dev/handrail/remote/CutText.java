package dev.handrail.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What a script printed, up to 16 MiB; the rest is dropped.
final class CutText implements ScriptRun.Sink {
    private static final int MOST = 16 * 1024 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void bytes(byte[] more, int offset, int length) {
        bytes.write(more, offset, Math.min(length, MOST - bytes.size()));
    }

    @Override
    public String toString() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
