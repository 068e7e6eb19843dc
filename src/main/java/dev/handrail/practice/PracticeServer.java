package dev.handrail.practice;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.nio.file.Path;

/// An SSH server on a loopback port, with a real `sh` underneath and a deployment of our own to
/// practise on.
public final class PracticeServer implements AutoCloseable {
    private final Target target;
    private final String hostKey;
    private final Path keyFile;

    private PracticeServer(Target target, String hostKey, Path keyFile) {
        this.target = target;
        this.hostKey = hostKey;
        this.keyFile = keyFile;
    }

    /// Whether this workstation can run it: Linux (or WSL) with `sh` and `git`.
    public static boolean supported() {
        return false;
    }

    /// Starts it in a scratch folder of its own, which is made if it is not there.
    public static Started start(Path scratch) {
        return new Started.Failed(
                new Problem("practice.unsupported", "The practice server cannot run here.", ""));
    }

    public Target target() {
        return target;
    }

    /// The fingerprint of its host key, as `SHA256:...`.
    public String hostKey() {
        return hostKey;
    }

    /// The private key that opens it.
    public Path keyFile() {
        return keyFile;
    }

    /// Ends its services and the server; the scratch folder stays.
    @Override
    public void close() {}

    /// Deletes the scratch folder after closing.
    public void closeAndDelete() {
        close();
    }
}
