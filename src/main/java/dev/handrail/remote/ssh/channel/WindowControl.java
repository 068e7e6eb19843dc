package dev.handrail.remote.ssh.channel;

/// Says how much a server may send on a channel before it must wait.
public interface WindowControl {
    /// For connections that count for themselves.
    WindowControl NONE = new WindowControl() {};

    /// Makes the connection grant nothing by itself. Called before bytes are counted.
    default void holdWindow() {}

    /// Lets the server send so many bytes more; may block.
    default void grantWindow(int bytes) throws Exception {}
}
