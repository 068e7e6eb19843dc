package dev.handrail.remote.ssh.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The algorithms that the SSH configuration allows. Weak ones count only where the configuration
/// names them: some of OpenSSH's own defaults, such as `hmac-sha1`, are none of Handrail's.
final class AlgorithmLists {
    private static final String KEYS =
            "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
                    + "rsa-sha2-512,rsa-sha2-256";

    private static final String CERTIFICATES =
            KEYS.replaceAll("([^,]+)", "$1-cert-v01@openssh.com");

    /// What Handrail offers where nothing is configured, by keyword.
    private static final Map<String, List<String>> OWN =
            Map.of(
                    "kexalgorithms",
                            List.of(
                                    "mlkem768x25519-sha256",
                                    "curve25519-sha256",
                                    "curve25519-sha256@libssh.org",
                                    "ecdh-sha2-nistp256",
                                    "ecdh-sha2-nistp384",
                                    "ecdh-sha2-nistp521",
                                    "diffie-hellman-group-exchange-sha256",
                                    "diffie-hellman-group16-sha512",
                                    "diffie-hellman-group18-sha512",
                                    "diffie-hellman-group14-sha256"),
                    "ciphers",
                            List.of(
                                    "aes128-gcm@openssh.com",
                                    "aes256-gcm@openssh.com",
                                    "aes128-ctr",
                                    "aes192-ctr",
                                    "aes256-ctr"),
                    "macs",
                            List.of(
                                    "hmac-sha2-256-etm@openssh.com",
                                    "hmac-sha2-512-etm@openssh.com",
                                    "hmac-sha2-256",
                                    "hmac-sha2-512"),
                    "hostkeyalgorithms", List.of((CERTIFICATES + "," + KEYS).split(",")),
                    "pubkeyacceptedalgorithms", List.of((CERTIFICATES + "," + KEYS).split(",")),
                    "casignaturealgorithms", List.of(KEYS.split(",")));

    private final SshConfigSources sources;

    AlgorithmLists(SshConfigSources sources) {
        this.sources = sources;
    }

    /// Handrail's own list.
    static List<String> ownList(String keyword) {
        return OWN.getOrDefault(keyword, List.of());
    }

    /// Whether any file has one of these options, for whatever host.
    boolean areConfigured() {
        return OWN.keySet().stream().anyMatch(this::isConfigured);
    }

    private boolean isConfigured(String keyword) {
        return keywords(keyword).stream().anyMatch(name -> !sources.wordsOf(name).isEmpty());
    }

    /// An option and the name that it had before.
    private static List<String> keywords(String keyword) {
        return keyword.equals("pubkeyacceptedalgorithms")
                ? List.of(keyword, "pubkeyacceptedkeytypes")
                : List.of(keyword);
    }

    /// Without the lists that ssh prints: they are its defaults.
    static Map<String, List<String>> unconfigured(Map<String, List<String>> values) {
        Map<String, List<String>> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(OWN.keySet());
        return rest;
    }

    /// `values`: what ssh prints for the host. `defaults`: what it prints without a configuration.
    Map<String, List<String>> withDefaults(
            Map<String, List<String>> values, Map<String, List<String>> defaults) {
        Map<String, List<String>> all = unconfigured(values);
        for (String keyword : OWN.keySet()) {
            List<String> allowed = splitList(values.getOrDefault(keyword, List.of()));
            List<String> usual = splitList(defaults.getOrDefault(keyword, List.of()));
            if (isConfigured(keyword) && !allowed.isEmpty()) {
                all.put(keyword, withoutUnnamed(keyword, allowed, Set.copyOf(usual)));
            }
        }
        return all;
    }

    /// Leaves out what is only a default of ssh and not one of Handrail.
    private List<String> withoutUnnamed(String keyword, List<String> allowed, Set<String> usual) {
        return allowed.stream()
                .filter(name ->
                        ownList(keyword).contains(name)
                                || !usual.contains(name)
                                || isNamed(keyword, name))
                .toList();
    }

    private boolean isNamed(String keyword, String algorithm) {
        return keywords(keyword).stream().anyMatch(name -> sources.namesAlgorithm(name, algorithm));
    }

    /// For values that ssh has not evaluated: `+`, `-` and `^` change Handrail's own lists.
    Map<String, List<String>> applied(Map<String, List<String>> values) {
        Map<String, List<String>> all = unconfigured(values);
        for (String keyword : OWN.keySet()) {
            for (String name : keywords(keyword)) {
                if (values.containsKey(name)) {
                    all.putIfAbsent(keyword, change(keyword, values.get(name).getFirst()));
                }
            }
        }
        return all;
    }

    private static List<String> change(String keyword, String value) {
        List<String> own = ownList(keyword);
        List<String> named = splitList(List.of(value.replaceFirst("^[-+^]", "")));
        Stream<String> list =
                switch (value.charAt(0)) {
                    case '+' -> Stream.concat(own.stream(), named.stream());
                    case '^' -> Stream.concat(named.stream(), own.stream());
                    case '-' -> own.stream().filter(name -> !HostPatterns.matchesAny(named, name));
                    default -> named.stream();
                };
        return list.distinct().toList();
    }

    private static List<String> splitList(List<String> values) {
        return values.stream().flatMap(value -> List.of(value.split(",")).stream()).toList();
    }
}
