package dev.handrail.app;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.practice.PracticeServer;
import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.run.service.SleepTimer;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.log.LogFile;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Where things are. `runbooks`: folders to load beside the built-in runbooks and the admin's own.
/// `noPractice`: why the practice server cannot run here, or empty. `keychain`: where secrets may
/// be kept. `ownRunbooks`: false if only the built-in runbooks are wanted. `timer`: how runs wait.
/// `kind`: what this process tells other Handrails about itself.
public record EngineConfig(
        AppFolders folders,
        Path sshFolder,
        List<Path> runbooks,
        Clock clock,
        Optional<Problem> noPractice,
        Keychain keychain,
        boolean ownRunbooks,
        SleepTimer timer,
        OwnerKind kind) {

    /// Keeps no secrets.
    public EngineConfig(AppFolders folders, Path sshFolder, List<Path> runbooks, Clock clock) {
        this(
                folders,
                sshFolder,
                runbooks,
                clock,
                PracticeServer.unsupportedReason(),
                Keychain.unavailableBecause(
                        new Problem(
                                "keychain.none",
                                Message.of("keychain.unused.what"),
                                Message.EMPTY)),
                true,
                Thread::sleep,
                OwnerKind.COMMAND);
    }

    public EngineConfig withoutPractice(Problem why) {
        return new EngineConfig(
                folders,
                sshFolder,
                runbooks,
                clock,
                Optional.of(why),
                keychain,
                ownRunbooks,
                timer,
                kind);
    }

    public EngineConfig withKeychain(Keychain other) {
        return new EngineConfig(
                folders, sshFolder, runbooks, clock, noPractice, other, ownRunbooks, timer, kind);
    }

    public EngineConfig withoutOwnRunbooks() {
        return new EngineConfig(
                folders, sshFolder, runbooks, clock, noPractice, keychain, false, timer, kind);
    }

    public EngineConfig withTimer(SleepTimer other) {
        return new EngineConfig(
                folders,
                sshFolder,
                runbooks,
                clock,
                noPractice,
                keychain,
                ownRunbooks,
                other,
                kind);
    }

    /// The same for a process that shows a window.
    public EngineConfig forWindow() {
        return new EngineConfig(
                folders,
                sshFolder,
                runbooks,
                clock,
                noPractice,
                keychain,
                ownRunbooks,
                timer,
                OwnerKind.WINDOW);
    }

    /// The log file, which records bugs of Handrail itself.
    public LogFile log() {
        return LogFile.in(folders);
    }

    /// The usual places of this user on this platform.
    public static EngineConfig defaultConfig() {
        Path home = Path.of(System.getProperty("user.home"));
        AppFolders folders = AppFolders.of(System.getenv(), System.getProperty("os.name"), home);
        return new EngineConfig(folders, home.resolve(".ssh"), List.of(), Clock.systemUTC())
                .withKeychain(Keychain.ofDesktop(System.getProperty("os.name"), System.getenv()));
    }
}
