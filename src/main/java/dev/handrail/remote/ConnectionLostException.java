package dev.handrail.remote;

import dev.handrail.model.Message;
import dev.handrail.text.MessageFormatter;

import java.io.IOException;

/// The connection to the server is gone. A step that runs there continues.
///
/// `getMessage` is the reason in English, for logs.
public final class ConnectionLostException extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Message reason;

    public ConnectionLostException(Message reason) {
        super(MessageFormatter.ENGLISH.format(reason));
        this.reason = reason;
    }

    public ConnectionLostException(Message reason, Throwable cause) {
        super(MessageFormatter.ENGLISH.format(reason), cause);
        this.reason = reason;
    }

    public Message reason() {
        return reason;
    }
}
