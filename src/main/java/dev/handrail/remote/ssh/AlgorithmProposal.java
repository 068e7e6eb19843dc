package dev.handrail.remote.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ssh.config.KnownHosts;
import dev.handrail.remote.ssh.config.SshHostSettings;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The algorithms that Handrail offers to a server: its own, or those that the SSH configuration
/// allows as far as JSch knows them.
final class AlgorithmProposal {
    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    /// JSch's options in the order of the protocol.
    private static final List<String> LISTS =
            List.of("kex", "server_host_key", "cipher.c2s", "cipher.s2c", "mac.c2s", "mac.s2c");

    private final SshHostSettings settings;

    AlgorithmProposal(SshHostSettings settings) {
        this.settings = settings;
    }

    /// `lines`: those of the server in known_hosts, whose types come first.
    void configure(Session session, List<KnownHosts.KnownHostLine> lines)
            throws ConnectFailedException {
        session.setConfig("kex", offer("kexalgorithms"));
        String ciphers = offer("ciphers");
        session.setConfig("cipher.c2s", ciphers);
        session.setConfig("cipher.s2c", ciphers);
        String macs = offer("macs");
        session.setConfig("mac.c2s", macs);
        session.setConfig("mac.s2c", macs);
        session.setConfig("prefer_known_host_key_types", "no");
        session.setConfig("server_host_key", String.join(",", knownFirst(lines)));
        session.setConfig("PubkeyAcceptedAlgorithms", offer("pubkeyacceptedalgorithms"));
        session.setConfig("enable_strict_kex", "yes");
        session.setConfig("try_additional_pubkey_algorithms", "no");
    }

    /// Leaves one algorithm for each type of key, as ssh does: the first that the server announces.
    /// JSch would try all of them, so that a server gets a weak signature which ssh never makes.
    ///
    /// `accepted`: those that the configuration accepts. `announced`: those of the server.
    static String limitSignatures(List<String> accepted, List<String> announced) {
        Set<String> types = new HashSet<>();
        return accepted.stream()
                .filter(name -> !isOfRsaKey(name) || announced.contains(signature(name)))
                .filter(name -> types.add(publicKeyType(name)))
                .collect(Collectors.joining(","));
    }

    private static boolean isOfRsaKey(String algorithm) {
        return keyType(algorithm).equals("ssh-rsa");
    }

    /// What a key or certificate signs with.
    private static String signature(String algorithm) {
        return algorithm.replace(CERTIFICATE, "");
    }

    /// A certificate is another type than its key.
    private static String publicKeyType(String algorithm) {
        return keyType(algorithm) + (algorithm.endsWith(CERTIFICATE) ? CERTIFICATE : "");
    }

    private String offer(String keyword) throws ConnectFailedException {
        return String.join(",", supported(keyword));
    }

    /// Handrail's own list, or the configured one without what JSch does not know.
    private List<String> supported(String keyword) throws ConnectFailedException {
        List<String> allowed = settings.algorithms(keyword);
        if (allowed.isEmpty()) {
            return SshHostSettings.usualAlgorithms(keyword);
        }
        List<String> known = allowed.stream().filter(AlgorithmProposal::isSupported).toList();
        if (known.isEmpty()) {
            throw noneSupported(keyword, allowed);
        }
        return known;
    }

    private ConnectFailedException noneSupported(String keyword, List<String> allowed) {
        return new ConnectFailedException(
                "config.no-algorithm",
                Message.of(
                        "remote.config.no-algorithm.what",
                        keyword,
                        settings.target().host(),
                        String.join(", ", allowed)),
                Message.of("remote.config.no-algorithm.todo"));
    }

    /// Leaves out what JSch has only with another library.
    private static boolean isSupported(String algorithm) {
        String plain = algorithm.replace(CERTIFICATE, "");
        String implementation = Objects.requireNonNullElse(JSch.getConfig(plain), "");
        return plain.equals("ssh-dss")
                || !implementation.isEmpty()
                        && !implementation.contains(".bc.")
                        && !plain.startsWith("sntrup761");
    }

    /// Types that are known for this server come first, so that no second key is new; a known
    /// authority prefers all certificates.
    private List<String> knownFirst(List<KnownHosts.KnownHostLine> lines)
            throws ConnectFailedException {
        List<String> all = supported("hostkeyalgorithms");
        Stream<String> first = all.stream().filter(name -> isKnown(name, lines));
        return Stream.concat(first, all.stream()).distinct().toList();
    }

    private static boolean isKnown(String algorithm, List<KnownHosts.KnownHostLine> lines) {
        return lines.stream()
                .anyMatch(line ->
                        switch (line.marker()) {
                            case "@cert-authority" -> algorithm.endsWith(CERTIFICATE);
                            case "" -> line.type().equals(keyType(algorithm));
                            default -> false;
                        });
    }

    /// The type of key that an algorithm signs with.
    private static String keyType(String algorithm) {
        return algorithm.replace(CERTIFICATE, "").replaceFirst("^rsa-sha2-.*", "ssh-rsa");
    }

    /// The algorithms that the connection uses. `server`: its lists in the order of the protocol.
    static List<String> listUsed(Session session, List<List<String>> server) {
        return IntStream.range(0, Math.min(LISTS.size(), server.size()))
                .boxed()
                .flatMap(i -> common(session.getConfig(LISTS.get(i)), server.get(i)))
                .toList();
    }

    /// The first of ours that the server offers too.
    private static Stream<String> common(String ours, List<String> offered) {
        return Stream.of(ours.split(",")).filter(offered::contains).limit(1);
    }
}
