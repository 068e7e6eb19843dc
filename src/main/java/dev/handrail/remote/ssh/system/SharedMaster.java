package dev.handrail.remote.ssh.system;

import java.nio.file.Path;

/// A master that the admin's own ssh has started (`ControlPath`). It is used and never ended.
record SharedMaster(Path socket) implements MasterLink {
    @Override
    public boolean isAlive() {
        return isListening();
    }

    @Override
    public void close() {
        // It belongs to the admin.
    }
}
