package dev.handrail.remote.ssh.auth;

import dev.handrail.remote.ssh.hostkey.RsaKeySize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Collects keys to offer, each once and together with what signs for it. A key that the agent
/// holds is taken from there, since it needs no passphrase then.
final class KeyCollector {
    private final List<AgentKey> agent;
    private final AuthProgress progress;
    private final int rsaBits;
    private final List<OfferedKey> offers = new ArrayList<>();
    private final List<SshPublicKey> offered = new ArrayList<>();

    /// `rsaBits`: RSA keys with fewer are not offered.
    KeyCollector(Optional<String> agentSocket, AuthPrompts prompts, int rsaBits) {
        this.rsaBits = rsaBits;
        this.agent = AgentKey.list(agentSocket, prompts);
        this.progress = prompts.progress();
    }

    /// `named`: where the keys of these certificates may be.
    void addCertificates(List<Path> files, List<NamedKey> named) {
        for (Path file : files) {
            NamedKey.readCertificate(file)
                    .ifPresent(key ->
                            findSigner(key, ownKeysFor(key, named))
                                    .ifPresent(signer -> add(file.toString(), key, signer)));
        }
    }

    private static Stream<PrivateKeyFile> ownKeysFor(SshPublicKey key, List<NamedKey> named) {
        return named.stream().filter(one -> one.hasSameKey(key)).flatMap(one -> one.own().stream());
    }

    /// Adds the agent's keys for which this is true.
    void addAgentKeys(Predicate<SshPublicKey> wanted) {
        agent.stream()
                .filter(held -> wanted.test(held.key()))
                .forEach(held -> add(held.name(), held.key(), held));
    }

    /// Returns false for a file that is no key, or the public part of a key that is nowhere.
    boolean addNamed(NamedKey named) {
        String name = named.file().toString();
        Optional<KeySigner> signer =
                named.key().isEmpty()
                        ? named.own().map(own -> own)
                        : findSigner(named.key().get(), named.own().stream());
        signer.ifPresent(one -> add(name, named, one));
        return signer.isPresent();
    }

    private void add(String name, NamedKey named, KeySigner signer) {
        if (named.key().isPresent()) {
            add(name, named.key().get(), signer);
        } else {
            Supplier<Optional<SshPublicKey>> opened =
                    () ->
                            named.own()
                                    .flatMap(PrivateKeyFile::openPublicKey)
                                    .filter(key -> isLongEnough(name, key));
            offers.add(new OfferedKey(name, opened, signer, progress));
        }
    }

    private void add(String name, SshPublicKey key, KeySigner signer) {
        if (offered.stream().noneMatch(key::isSame) && isLongEnough(name, key)) {
            offered.add(key);
            offers.add(new OfferedKey(name, () -> Optional.of(key), signer, progress));
        }
    }

    /// ssh leaves out shorter ones without a word.
    private boolean isLongEnough(String name, SshPublicKey key) {
        boolean enough = RsaKeySize.bitsOf(key.blob()) >= rsaBits;
        if (!enough) {
            progress.reportUnusable(KeyProblems.tooShort(name, rsaBits));
        }
        return enough;
    }

    /// The agent's copy of the key, then the agent's key of a certificate, then a file.
    private Optional<KeySigner> findSigner(SshPublicKey key, Stream<PrivateKeyFile> files) {
        return Stream.of(
                        agent.stream().filter(held -> held.key().isSame(key)),
                        agent.stream()
                                .filter(held -> !held.key().isCertificate())
                                .filter(held -> held.key().hasSameKey(key)),
                        files)
                .<KeySigner>flatMap(signers -> signers)
                .findFirst();
    }

    List<OfferedKey> offers() {
        return List.copyOf(offers);
    }
}
