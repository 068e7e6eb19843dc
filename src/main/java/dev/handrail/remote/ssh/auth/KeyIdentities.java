package dev.handrail.remote.ssh.auth;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;

import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ssh.config.SshHostSettings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.Stream;

/// The keys to offer: the one that the target names, and then in the order of ssh certificates that
/// the configuration names, its keys that the agent holds, the agent's other keys, keys in files.
public final class KeyIdentities implements IdentityRepository {
    private final List<OfferedKey> keys;
    private final List<NamedKey> named;
    private final AuthPrompts prompts;

    private KeyIdentities(List<OfferedKey> keys, List<NamedKey> named, AuthPrompts prompts) {
        this.keys = keys;
        this.named = named;
        this.prompts = prompts;
    }

    /// The key file that the target names must be a key.
    public static KeyIdentities of(
            SshHostSettings settings, Optional<String> agentSocket, AuthPrompts prompts)
            throws ConnectFailedException {
        Stream<Path> required = settings.target().keyFile().map(Path::of).stream();
        List<NamedKey> first = readKeys(required, settings, prompts);
        List<NamedKey> all = new ArrayList<>(first);
        all.addAll(readKeys(settings.keyFiles().stream(), settings, prompts));
        KeyCollector collector = new KeyCollector(agentSocket, prompts, settings.requiredRsaBits());
        collector.addCertificates(settings.certificateFiles(), all);
        addRequired(collector, first);
        addOthers(collector, all, settings.onlyNamedKeys());
        return new KeyIdentities(collector.offers(), all, prompts);
    }

    private static List<NamedKey> readKeys(
            Stream<Path> files, SshHostSettings settings, AuthPrompts prompts) {
        boolean certificatesAreNamed = !settings.certificateFiles().isEmpty();
        return files.flatMap(file -> NamedKey.read(file, certificatesAreNamed, prompts).stream())
                .toList();
    }

    private static void addRequired(KeyCollector collector, List<NamedKey> keys)
            throws ConnectFailedException {
        for (NamedKey key : keys) {
            if (!collector.addNamed(key)) {
                throw new ConnectFailedException(KeyProblems.noKey(key.file()));
            }
        }
    }

    private static void addOthers(KeyCollector collector, List<NamedKey> named, boolean onlyNamed) {
        collector.addAgentKeys(held -> named.stream().anyMatch(key -> key.isSame(held)));
        if (!onlyNamed) {
            collector.addAgentKeys(_ -> true);
        }
        named.forEach(collector::addNamed);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// Wipes private keys that were opened.
    public void forgetKeys() {
        named.forEach(key -> key.own().ifPresent(PrivateKeyFile::forgetKey));
    }

    /// JSch calls this when it begins to offer keys, and again for each further key that a server
    /// wants: those that are left.
    @Override
    public Vector<Identity> getIdentities() {
        prompts.beginMethod(AuthMethod.PUBLIC_KEY);
        return new Vector<>(keys.stream().filter(key -> !key.wasOffered()).toList());
    }

    @Override
    public String getName() {
        return "Handrail";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    @Override
    public boolean add(byte[] identity) {
        return false;
    }

    @Override
    public boolean remove(byte[] blob) {
        return false;
    }

    @Override
    public void removeAll() {}
}
