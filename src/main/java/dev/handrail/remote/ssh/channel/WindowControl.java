package dev.handrail.remote.ssh.channel;

/// Says how much a server may send on a channel before it must wait.
public interface WindowControl {
    /// Makes the connection grant nothing by itself. Called before bytes are counted.
    void holdWindow();

    /// Lets the server send so many bytes more; may block.
    void grantWindow(int bytes) throws Exception;
}
