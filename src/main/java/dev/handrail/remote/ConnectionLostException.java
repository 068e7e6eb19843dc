package dev.handrail.remote;

import java.io.IOException;

/// The connection to the server is gone. What ran there detached goes on.
public final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1;

    public ConnectionLostException(String message) {
        super(message);
    }

    public ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
