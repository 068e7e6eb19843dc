package dev.handrail.remote.ssh.config;

import dev.handrail.model.Message;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Algorithms that are broken or too short, and what Handrail says when a connection uses one.
public final class WeakAlgorithms {
    private static final Pattern WEAK =
            Pattern.compile(
                    ".*(sha1|md5|ripemd|arcfour|cbc|group1-|-96|blowfish|cast128).*"
                            + "|(ssh-rsa|ssh-dss)(-cert-v01@openssh\\.com)?");

    private WeakAlgorithms() {}

    /// `used`: all that the connection uses. A cipher that authenticates needs no MAC, so one that
    /// was agreed on beside it does not count.
    public static List<String> listWeak(List<String> used) {
        boolean ownMac =
                used.stream().noneMatch(name -> name.contains("gcm") || name.contains("poly1305"));
        return used.stream()
                .filter(name -> WEAK.matcher(name).matches())
                .filter(name -> ownMac || !name.startsWith("hmac"))
                .distinct()
                .toList();
    }

    /// Empty if none of them is weak.
    public static Optional<Message> warn(String host, List<String> used) {
        List<String> weak = listWeak(used);
        return weak.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Message.of(
                                "remote.net.weak-algorithm.what", host, String.join(", ", weak)));
    }
}
