package dev.handrail.practice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Tag("ssh")
class QuietThreadsTest {
    /// A client that hangs up then has its end told by such a task.
    @Test
    void takeWorkThatComesWhileTheServerStops() throws Exception {
        SshServer server = QuietThreads.createServer();
        CloseableExecutorService threads =
                ((Nio2ServiceFactoryFactory) server.getIoServiceFactoryFactory())
                        .getExecutorServiceFactory()
                        .create();
        threads.shutdownNow();
        assertTrue(threads.isShutdown());
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(done::countDown);
        assertTrue(done.await(20, TimeUnit.SECONDS));
    }
}
