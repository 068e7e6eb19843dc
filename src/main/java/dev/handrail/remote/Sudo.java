package dev.handrail.remote;

import com.jcraft.jsch.Session;

import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.SecretAsk;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// How shells are started on a server: as the user who logs in, or through sudo.
///
/// A password goes over sudo's stdin, once per start, and only after sudo has printed a prompt that
/// we made up; where sudo wants none, a random mark comes instead and nothing is sent. So it can
/// never be read by something else as a command.
final class Sudo {
    private static final int TRIES = 3;
    private static final String SHELL = "/bin/sh";

    private final boolean used;
    private final byte[] password;

    private Sudo(boolean used, byte[] password) {
        this.used = used;
        this.password = password;
    }

    static Sudo none() {
        return new Sudo(false, new byte[0]);
    }

    /// Finds out whether sudo works without a password, and asks for it if not.
    static Sudo open(Session session, String who, Asker asker, Deadline deadline)
            throws Refused, LinkLost {
        SudoTalk first = SudoTalk.begin(session, new byte[0], deadline.nanos());
        first.close();
        if (first.result() == SudoTalk.Result.READY) {
            return new Sudo(true, new byte[0]);
        }
        for (int attempt = 1; first.result() == SudoTalk.Result.WANTS_PASSWORD; attempt++) {
            String account = who + ":" + session.getPort();
            SecretAsk ask = new SecretAsk(SecretAsk.Kind.SUDO, account, who, "", false, attempt);
            Optional<char[]> answer =
                    attempt > TRIES ? Optional.empty() : deadline.paused(() -> asker.secret(ask));
            if (answer.isEmpty()) {
                throw new Refused(attempt == 1 ? noPassword(who) : wrongPassword(who));
            }
            byte[] password = bytes(answer.get());
            try (SudoTalk talk = SudoTalk.begin(session, password, deadline.nanos())) {
                if (talk.result() == SudoTalk.Result.READY) {
                    asker.accepted(ask);
                    return new Sudo(true, password);
                }
                if (talk.result() == SudoTalk.Result.WRONG) {
                    asker.refused(ask);
                }
                if (talk.result() != SudoTalk.Result.WRONG) {
                    throw new Refused(talk.denied(who));
                }
            }
        }
        throw new Refused(first.denied(who));
    }

    /// Starts a shell that reads a script from its input.
    Exec shell(Session session, long deadline) throws LinkLost {
        if (!used) {
            return new Exec(session, "exec " + SHELL);
        }
        if (password.length == 0) {
            return new Exec(session, "exec sudo -n -- " + SHELL);
        }
        SudoTalk talk = SudoTalk.begin(session, password, deadline);
        if (talk.result() != SudoTalk.Result.READY) {
            talk.close();
            throw new LinkLost("sudo does not accept the password any more.");
        }
        return talk.exec();
    }

    void forget() {
        Arrays.fill(password, (byte) 0);
    }

    private static byte[] bytes(char[] secret) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    private static Problem noPassword(String who) {
        return new Problem(
                "sudo.no-answer",
                "sudo wants the password of " + who + ", and none was given.",
                "Connect again with it, or log in as root.");
    }

    private static Problem wrongPassword(String who) {
        return new Problem(
                "sudo.wrong-password",
                "sudo did not accept the password of " + who + ".",
                "It is usually the one that this user logs in with. Connect again.");
    }
}
