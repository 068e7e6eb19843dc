package dev.handrail.remote.ssh.system;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A master connection of ssh, which other processes of ssh share through its socket.
interface MasterLink extends AutoCloseable {
    Path socket();

    /// Whether it still lives, as far as that is known without asking it.
    boolean isAlive();

    @Override
    void close();

    /// Whether it takes connections. It stops before it ends the sessions it carries, so a session
    /// that ended while this is true ended by itself.
    default boolean isListening() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            return false;
        }
    }
}
