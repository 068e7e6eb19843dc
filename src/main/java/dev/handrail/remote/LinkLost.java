package dev.handrail.remote;

import java.io.IOException;

/// The connection to the server is gone. What ran there detached goes on.
public final class LinkLost extends IOException {
    private static final long serialVersionUID = 1;

    public LinkLost(String message) {
        super(message);
    }

    public LinkLost(String message, Throwable cause) {
        super(message, cause);
    }
}
