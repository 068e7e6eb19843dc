package dev.handrail.remote.ssh;

import dev.handrail.remote.ssh.config.SshHostSettings;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// From where this computer connects, as the SSH configuration says: `AddressFamily`, `BindAddress`
/// and `BindInterface`.
record LocalAddress(SshHostSettings settings) {
    /// Leaves out addresses of the wrong family.
    List<InetAddress> filterAddresses(InetAddress[] addresses) {
        return Stream.of(addresses)
                .filter(address ->
                        switch (settings.addressFamily()) {
                            case "inet" -> address instanceof Inet4Address;
                            case "inet6" -> address instanceof Inet6Address;
                            default -> true;
                        })
                .toList();
    }

    /// `server`: where the socket will connect to.
    void bindSocket(Socket socket, InetAddress server) throws IOException {
        Optional<InetAddress> local = findAddress(server);
        if (local.isPresent()) {
            socket.bind(new InetSocketAddress(local.get(), 0));
        }
    }

    private Optional<InetAddress> findAddress(InetAddress server) throws IOException {
        if (settings.bindAddress().isPresent()) {
            return Optional.of(lookUp(settings.bindAddress().get()));
        }
        return settings.bindInterface().isPresent()
                ? Optional.of(addressOf(settings.bindInterface().get(), server))
                : Optional.empty();
    }

    private static InetAddress lookUp(String name) throws BindException {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new BindException(name);
        }
    }

    private static InetAddress addressOf(String name, InetAddress server) throws SocketException {
        return Stream.ofNullable(NetworkInterface.getByName(name))
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getClass().equals(server.getClass()))
                .findFirst()
                .orElseThrow(() -> new BindException(name));
    }
}
