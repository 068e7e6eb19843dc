package dev.handrail.remote.ssh;

import com.jcraft.jsch.SocketFactory;

import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.hostkey.KeyExchangeRecorder;

import jdk.net.ExtendedSocketOptions;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Opens sockets that a [ConnectDeadline] watches, also while a name is looked up, and keeps the
/// server's side of the key exchange.
final class WatchedSocketFactory implements SocketFactory {
    private final LocalAddress local;
    private final ConnectDeadline deadline;
    private final KeyExchangeRecorder exchange;

    WatchedSocketFactory(
            LocalAddress local, ConnectDeadline deadline, KeyExchangeRecorder exchange) {
        this.local = local;
        this.deadline = deadline;
        this.exchange = exchange;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        List<InetAddress> addresses = local.filterAddresses(resolveHost(host));
        IOException last = new UnknownHostException(host);
        for (int i = 0; i < addresses.size(); i++) {
            try {
                int limit = deadline.millisLeft() / (addresses.size() - i) + 1;
                return openSocket(new InetSocketAddress(addresses.get(i), port), limit);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private Socket openSocket(InetSocketAddress address, int limit) throws IOException {
        Socket socket = new Socket();
        deadline.closeOnExpiry(socket);
        try {
            local.bindSocket(socket, address.getAddress());
            socket.connect(address, limit);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Looks the name up on a daemon thread, because a lookup cannot be interrupted.
    private InetAddress[] resolveHost(String host) throws IOException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofPlatform().daemon().name("handrail-lookup").start(lookup);
        try {
            return lookup.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        } catch (TimeoutException | InterruptedException e) {
            throw lookupEnded(e, host);
        }
    }

    private static SocketTimeoutException lookupEnded(Exception reason, String host) {
        if (reason instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new SocketTimeoutException("looking up " + host);
    }

    @Override
    public InputStream getInputStream(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return exchange.record(
                socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)
                        ? new QuickAckInput(socket, in)
                        : in);
    }

    @Override
    public OutputStream getOutputStream(Socket socket) throws IOException {
        return socket.getOutputStream();
    }

    /// Acknowledges at once while connecting. Until its first command runs, a server holds small
    /// packets back until the one before is acknowledged, which systems put off by 40 ms.
    private final class QuickAckInput extends FilterInputStream {
        private final Socket socket;

        QuickAckInput(Socket socket, InputStream in) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            acknowledgeAtOnce();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            acknowledgeAtOnce();
            return in.read(bytes, from, length);
        }

        private void acknowledgeAtOnce() throws IOException {
            if (!deadline.hasEnded()) {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        }
    }
}
