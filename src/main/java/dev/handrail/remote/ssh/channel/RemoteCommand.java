package dev.handrail.remote.ssh.channel;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/// One command on the server, on a channel of its own.
public final class RemoteCommand implements AutoCloseable {
    /// The largest packet that JSch takes without growing its buffer, and OpenSSH sends.
    private static final int PACKET = 32 * 1024;

    /// Nanoseconds after which a waiting thread checks the connection.
    private static final long LOOK_AGAIN = 1_000_000_000;

    private final Session session;
    private final ChannelExec channel;
    private final ChannelBuffer flow;
    private final OutputStream in;

    /// Starts the command and waits until the server has opened the channel.
    public RemoteCommand(Session session, String command) throws ConnectionLostException {
        this.session = session;
        try {
            channel = (ChannelExec) session.openChannel("exec");
            flow = new ChannelBuffer(channel);
            channel.setLocalWindowSizeMax(ChannelBuffer.WINDOW);
            channel.setLocalPacketSize(PACKET);
            channel.setCommand(command);
            channel.setOutputStream(flow.outSink());
            channel.setErrStream(flow.errSink());
            in = channel.getOutputStream();
            // Without a time-out: with one, JSch looks for the answer only every 10 ms.
            channel.connect();
        } catch (JSchException | IOException | RuntimeException e) {
            // JSch has no channel when the connection ends while it makes one.
            boolean gone = e instanceof RuntimeException || !session.isConnected();
            throw new ConnectionLostException(
                    gone
                            ? Message.of("remote.link.lost")
                            : Message.of(
                                    "remote.link.channel-refused", String.valueOf(e.getMessage())),
                    e);
        }
    }

    /// Sends bytes to the command's input.
    public void sendInput(byte[] bytes) throws ConnectionLostException {
        try {
            in.write(bytes);
            in.flush();
        } catch (IOException e) {
            if (!session.isConnected()) {
                throw new ConnectionLostException(Message.of("remote.link.lost"), e);
            }
            // The command ended without reading all of it; its exit status tells.
        }
    }

    /// The command reads the end of its input.
    public void closeInput() {
        try {
            in.close();
        } catch (IOException e) {
            // The channel is closed already.
        }
    }

    /// Waits for output, errors or the end, at most until `deadline` (of the nano clock). Returns
    /// false if nothing came in time.
    public boolean awaitOutput(long deadline) throws ConnectionLostException {
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                if (flow.awaitData(Math.min(left, LOOK_AGAIN))) {
                    return true;
                }
                if (!session.isConnected()) {
                    throw new ConnectionLostException(Message.of("remote.link.lost"));
                }
                if (left <= 0) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(
                    Message.of("remote.link.interrupted"), new InterruptedIOException());
        }
    }

    /// Waits for the end and closes the channel; the server counts a channel for as long as it is
    /// open, and allows few.
    public void finishAndClose(long deadline) throws ConnectionLostException {
        closeInput();
        byte[] nothing = new byte[64];
        while (!hasEnded() && awaitOutput(deadline)) {
            takeOut(nothing);
            takeErr(nothing);
        }
        close();
    }

    /// Takes output that is there, without waiting; returns the number of bytes.
    public int takeOut(byte[] into) {
        return flow.takeOut(into);
    }

    /// Takes errors that are there, without waiting; returns the number of bytes.
    public int takeErr(byte[] into) {
        return flow.takeErr(into);
    }

    /// Whether the command has ended and all it printed was taken. Only then is the exit status
    /// known.
    public boolean hasEnded() {
        return flow.hasEnded();
    }

    /// The exit status; 128 plus the signal for a command that a signal ended, as in a shell.
    /// Without either the connection counts as lost.
    public int exitStatus() throws ConnectionLostException {
        int status = channel.getExitStatus();
        if (status >= 0) {
            return status;
        }
        String signal = channel.getExitSignal();
        if (signal == null) {
            throw new ConnectionLostException(Message.of("remote.link.lost"));
        }
        return statusOfSignal(signal);
    }

    /// SSH names signals, and shells number them; 255 stands for all others.
    private static int statusOfSignal(String signal) {
        return switch (signal) {
            case "HUP" -> 129;
            case "INT" -> 130;
            case "KILL" -> 137;
            case "PIPE" -> 141;
            case "TERM" -> 143;
            default -> 255;
        };
    }

    @Override
    public void close() {
        channel.disconnect();
    }
}
