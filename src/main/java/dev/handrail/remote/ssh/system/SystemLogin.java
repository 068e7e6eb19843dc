package dev.handrail.remote.ssh.system;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.remote.ssh.config.WeakAlgorithms;
import dev.handrail.remote.ssh.problem.LoginProblems;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One log-in to one server with the system's own ssh.
public final class SystemLogin {
    private final SshProgram ssh;
    private final SshHostSettings settings;
    private final UserInteraction asker;
    private final ConnectDeadline deadline;
    private final SystemSshProblems problems;

    public SystemLogin(
            SshProgram ssh,
            SshHostSettings settings,
            UserInteraction asker,
            ConnectDeadline deadline) {
        this.ssh = ssh;
        this.settings = settings;
        this.asker = asker;
        this.deadline = deadline;
        this.problems = new SystemSshProblems(settings);
    }

    /// Shares the master that the admin's configuration names, or else starts one.
    public SystemTransport connect() throws ConnectFailedException {
        try {
            MasterFolder folder = MasterFolder.create();
            try {
                return connect(folder);
            } catch (ConnectFailedException | IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw notStarted(String.valueOf(e.getMessage()));
        }
    }

    private SystemTransport connect(MasterFolder folder)
            throws ConnectFailedException, IOException {
        Optional<Path> running = new SystemSshNeed(ssh, settings).runningMaster();
        return running.isPresent() ? shareMaster(running.get(), folder) : startMaster(folder);
    }

    /// The master has checked the host key long ago and does not tell it, so a second connection
    /// that ends before the log-in asks for it.
    private SystemTransport shareMaster(Path socket, MasterFolder folder)
            throws ConnectFailedException {
        ssh.run(new MasterArguments(settings).forHostKey(folder.log()));
        String log = folder.logText();
        String key =
                MasterFolder.checkedKey(log)
                        .map(MasterFolder.CheckedKey::fingerprint)
                        .orElseThrow(() ->
                                new ConnectFailedException(
                                        problems.explain(log, folder.errorText())));
        return new SystemTransport(ssh, settings, new SharedMaster(socket), folder, key);
    }

    private SystemTransport startMaster(MasterFolder folder)
            throws ConnectFailedException, IOException {
        checkVersion();
        List<String> arguments =
                new MasterArguments(settings).forMaster(folder.socket(), folder.log());
        MasterProcess master = MasterProcess.start(ssh, folder, arguments);
        deadline.closeOnExpiry(master::close);
        try {
            awaitLogin(master, new SshQuestions(settings, asker, deadline));
        } catch (ConnectFailedException e) {
            master.close();
            throw e;
        }
        String log = folder.logText();
        WeakAlgorithms.warn(settings.hostName(), MasterFolder.usedAlgorithms(log))
                .ifPresent(asker::showWarning);
        String key = MasterFolder.checkedKey(log).orElseThrow().fingerprint();
        return new SystemTransport(ssh, settings, master, folder, key);
    }

    private void checkVersion() throws ConnectFailedException {
        if (!ssh.canAsk()) {
            throw new ConnectFailedException(
                    "config.system-ssh",
                    Message.of("remote.system-ssh.too-old.what"),
                    Message.of("remote.system-ssh.other.todo"));
        }
    }

    private void awaitLogin(MasterProcess master, SshQuestions questions)
            throws ConnectFailedException {
        while (!master.isReady()) {
            boolean goesOn = master.isAlive() && !deadline.hasExpired();
            master.answerQuestions(questions);
            if (!goesOn || questions.isRefused() || Thread.currentThread().isInterrupted()) {
                throw failed(explain(master.folder(), questions), questions);
            }
            MasterFolder.pause();
        }
        master.forgetAnswers();
        questions.reportAccepted();
    }

    private static ConnectFailedException failed(Problem problem, SshQuestions questions) {
        if (LoginProblems.meansWrongSecret(problem)) {
            questions.reportRejected();
        }
        return new ConnectFailedException(problem);
    }

    /// What the admin answered explains more than the log.
    private Problem explain(MasterFolder folder, SshQuestions questions) {
        return questions
                .untrustedKey()
                .map(LoginProblems::hostKeyNotTrusted)
                .orElseGet(() ->
                        deadline.hasExpired()
                                ? problems.timedOut()
                                : problems.explainLogIn(
                                        folder.logText(), folder.errorText(), questions));
    }

    private static ConnectFailedException notStarted(String reason) {
        return new ConnectFailedException(
                "config.system-ssh",
                Message.of("remote.system-ssh.not-started.what", reason),
                Message.of("remote.system-ssh.other.todo"));
    }
}
