package dev.handrail.simulation;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelBuffer;
import dev.handrail.remote.ssh.channel.CommandChannel;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.simulation.VirtualTime.ThreadEnded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A connection to the simulated server. A cut takes what is on its way in either direction, or
/// not: a script that has come runs on, and its answer is lost from any byte on.
final class SimulatedLink implements CommandTransport {
    private static final int LATENCY_MICROS = 30_000;

    private final SimulatedServer server;
    private final Workstation.Engine engine;
    private final Set<SimulatedChannel> channels = new LinkedHashSet<>();
    private boolean open = true;

    SimulatedLink(SimulatedServer server, Workstation.Engine engine) {
        this.server = server;
        this.engine = engine;
        server.addLink(this);
    }

    @Override
    public RemoteCommand startCommand(String command) throws ConnectionLostException {
        engine.check();
        travel();
        if (!open) {
            throw lost();
        }
        SimulatedChannel channel = new SimulatedChannel(command);
        channels.add(channel);
        return new RemoteCommand(channel);
    }

    private static ConnectionLostException lost() {
        return new ConnectionLostException(Message.of("remote.link.lost"));
    }

    private void travel() {
        server.time.pause(1000L * (1 + server.random.nextInt(LATENCY_MICROS)));
    }

    @Override
    public String userName() {
        return "root";
    }

    @Override
    public String hostName() {
        return "server";
    }

    @Override
    public int portNumber() {
        return 22;
    }

    @Override
    public String hostKey() {
        return "SHA256:simulated";
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    void cut() {
        open = false;
        server.removeLink(this);
        List.copyOf(channels).forEach(SimulatedChannel::end);
        channels.clear();
    }

    void endShell() {
        if (!channels.isEmpty()) {
            List.copyOf(channels).get(server.random.nextInt(channels.size())).end();
        }
    }

    @Override
    public void close() {
        cut();
    }

    /// One shell that reads one script, or the command that only measures the connection.
    private final class SimulatedChannel implements CommandChannel {
        private final ChannelBuffer buffer = new ChannelBuffer();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private final OutputStream out = buffer.outSink();
        private final OutputStream err = buffer.errSink();
        private final boolean measures;
        private int exit = -1;
        private boolean closed;
        private boolean begun;

        SimulatedChannel(String command) {
            measures = command.equals("true");
        }

        @Override
        public OutputStream input() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    throw new IllegalStateException();
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (closed) {
                        throw new IOException("The channel is closed");
                    }
                    sent.write(bytes, offset, length);
                }

                @Override
                public void close() {
                    deliver();
                }
            };
        }

        /// The end of the input has been sent: the shell gets the script, if nothing is cut
        /// meanwhile.
        private void deliver() {
            if (begun || closed) {
                return;
            }
            begun = true;
            String text = sent.toString(StandardCharsets.UTF_8);
            server.time.start(
                    "shell",
                    () -> {
                        int boot = server.boot();
                        travel();
                        server.faults.passPoint();
                        boolean came = open && !closed || server.random.nextBoolean();
                        server.time.pause(server.faults.drawDelay());
                        if (came && server.boot() == boot) {
                            runShell(text);
                        }
                    });
        }

        private void runShell(String text) {
            int code;
            try {
                code = measures ? 0 : execute(text);
            } catch (ThreadEnded gone) {
                return;
            }
            server.time.pause(server.faults.drawDelay());
            if (open && !closed) {
                exit = code;
                end();
            }
        }

        private int execute(String text) {
            ScriptRequest.Wrapped wrapped = ScriptRequest.unwrap(text);
            if (wrapped == null) {
                throw new AssertionError("Not a script: " + text);
            }
            return server.newProcess("shell").execute(process -> runScript(process, wrapped));
        }

        private int runScript(RemoteProcess process, ScriptRequest.Wrapped wrapped) {
            ScriptOutput output =
                    new ScriptOutput() {
                        @Override
                        public void print(String text) {
                            send(process, out, text);
                        }

                        @Override
                        public void printError(String text) {
                            send(process, err, text);
                        }
                    };
            output.print("\n" + wrapped.word() + "\n");
            output.printError("\n" + wrapped.word() + "\n");
            return ServerScripts.run(process, wrapped.script(), output);
        }

        /// In two parts, between which anything may happen. Who writes into a cut link is ended.
        private void send(RemoteProcess process, OutputStream to, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int half = server.random.nextInt(bytes.length + 1);
            sendPart(to, bytes, 0, half);
            process.step();
            sendPart(to, bytes, half, bytes.length - half);
        }

        private void sendPart(OutputStream to, byte[] bytes, int from, int length) {
            if (closed) {
                throw new RemoteProcess.ProcessExit(141);
            }
            try {
                to.write(bytes, from, length);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void end() {
            closed = true;
            channels.remove(this);
            buffer.markClosed();
        }

        @Override
        public ChannelBuffer output() {
            return buffer;
        }

        @Override
        public boolean isConnected() {
            return open;
        }

        @Override
        public int exitStatus() throws ConnectionLostException {
            if (exit < 0) {
                throw lost();
            }
            return exit;
        }

        @Override
        public void close() {
            end();
        }
    }
}
