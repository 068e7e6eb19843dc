package dev.handrail.remote.ssh;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell.OutputListener;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.remote.ssh.channel.ScriptExecution;
import dev.handrail.remote.step.StepProblems;
import dev.handrail.remote.step.StepReplyParser;
import dev.handrail.text.ServerText;

import java.util.Arrays;

/// Follows one step: passes its output on and reads what the server replies about it.
final class StepFollower {
    /// As in a shell: a command that a signal ended has an exit status above this.
    private static final int SIGNALLED = 128;

    private final OutputListener output;
    private final StepReplyParser replies = new StepReplyParser();

    StepFollower(OutputListener output) {
        this.output = output;
    }

    /// Blocks until the script that follows the step has ended. A signal to that script says
    /// nothing about the step, so it counts as a lost connection.
    StepEnd follow(ScriptExecution run, long deadline) throws ConnectionLostException {
        run.forwardOutput(this::passOutput, this::readReply, deadline);
        replies.serverTimes().ifPresent(output::onTimes);
        if (replies.stepEnd().isPresent()) {
            return replies.stepEnd().get();
        }
        if (run.exitStatus() > SIGNALLED) {
            throw new ConnectionLostException(Message.of("remote.link.follow-ended"));
        }
        return run.hasBegun()
                ? new StepEnd.UnclearAnswer(replies.noAnswer())
                : new StepEnd.StartRefused(neverBegan(run));
    }

    /// What a start found out about the server's systemd; empty if it did not look.
    String reportedScope() {
        return replies.reportedScope();
    }

    /// Copies only a part that does not begin at the start of the buffer.
    private void passOutput(byte[] bytes, int offset, int length) {
        byte[] part = offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
        output.onOutput(part, length);
    }

    private void readReply(byte[] bytes, int offset, int length) {
        replies.addBytes(bytes, offset, length);
        output.onReply();
        if (replies.isAlive()) {
            output.onAlive();
        }
    }

    /// Quotes the text of the login files.
    private static Problem neverBegan(ScriptExecution run) {
        return StepProblems.noAnswer(ServerText.toPlainLine(run.textBefore()));
    }
}
