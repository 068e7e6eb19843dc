package dev.handrail.practice;

import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.server.SshServer;

import java.util.concurrent.Executors;

/// Threads for MINA's connections that take work until the last moment. MINA's own throw while a
/// server stops and a client hangs up at the same time, on a thread where nobody catches it. Idle
/// ones end by themselves.
public final class QuietThreads extends NoCloseExecutor {
    private QuietThreads() {
        super(
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("ssh-server-", 0).factory()));
    }

    /// A server with MINA's defaults and these threads.
    public static SshServer createServer() {
        SshServer server = SshServer.setUpDefaultServer();
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(QuietThreads::new));
        return server;
    }

    @Override
    public void execute(Runnable command) {
        executor.execute(command);
    }
}
