package dev.handrail.remote.ssh.system;

import dev.handrail.remote.ssh.config.SshHostSettings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out whether a configuration asks for what only the system's own ssh can do.
public final class SystemSshNeed {
    /// How the type of a key begins that lies in a security key.
    private static final String SECURITY_KEY = "sk-";

    /// The settings that name files.
    private static final List<String> FILES =
            List.of(
                    "ControlPath",
                    "IdentityFile",
                    "CertificateFile",
                    "IdentityAgent",
                    "UserKnownHostsFile",
                    "GlobalKnownHostsFile",
                    "RevokedHostKeys");

    private final SshProgram ssh;
    private final SshHostSettings settings;

    public SystemSshNeed(SshProgram ssh, SshHostSettings settings) {
        this.ssh = ssh;
        this.settings = settings;
    }

    /// The setting that asks for it; empty if none does.
    public Optional<String> findReason() {
        if (runningMaster().isPresent()) {
            return Optional.of("ControlPath");
        }
        return settingReason(settings)
                .or(() ->
                        value("gssapiauthentication").equals("yes") && ssh.succeeds("klist", "-s")
                                ? Optional.of("GSSAPIAuthentication")
                                : Optional.empty());
    }

    /// The setting that cannot be honoured without the system's ssh; empty if there is none.
    public static Optional<String> settingReason(SshHostSettings settings) {
        return unnamableFile(settings).or(() -> usedSetting(settings));
    }

    private static Optional<String> usedSetting(SshHostSettings settings) {
        return Stream.of(
                        ofSetting(settings, "PKCS11Provider", "none"),
                        ofSetting(settings, "SecurityKeyProvider", "internal"),
                        ofSetting(settings, "ProxyUseFdpass", "no"),
                        securityKey(settings))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Java forms no name of a file from bytes that are no text, or from letters that the locale
    /// lacks.
    private static Optional<String> unnamableFile(SshHostSettings settings) {
        return FILES.stream()
                .filter(name ->
                        settings
                                .values()
                                .getOrDefault(name.toLowerCase(Locale.ROOT), List.of())
                                .stream()
                                .anyMatch(SystemSshNeed::isUnnamable))
                .findFirst();
    }

    private static boolean isUnnamable(String file) {
        try {
            return Path.of(file).toString().contains("\uFFFD");
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private static Optional<String> ofSetting(SshHostSettings settings, String name, String usual) {
        String value = valueOf(settings, name.toLowerCase(Locale.ROOT), usual);
        return Optional.of(name).filter(_ -> !value.equals(usual));
    }

    private static Optional<String> securityKey(SshHostSettings settings) {
        return Stream.concat(
                        settings.target().keyFile().map(Path::of).stream(),
                        settings.keyFiles().stream())
                .filter(SystemSshNeed::isSecurityKey)
                .map(key -> "IdentityFile " + key)
                .findFirst();
    }

    private String value(String keyword) {
        return valueOf(settings, keyword, "");
    }

    private static String valueOf(SshHostSettings settings, String keyword, String otherwise) {
        return settings.values().getOrDefault(keyword, List.of(otherwise)).getFirst();
    }

    /// The socket of a master that the admin's configuration names and that is running.
    Optional<Path> runningMaster() {
        String path = value("controlpath");
        if (path.isEmpty() || path.equals("none") || isUnnamable(path)) {
            return Optional.empty();
        }
        if (!Files.exists(Path.of(path))) {
            return Optional.empty();
        }
        List<String> check = List.of("-F", "none", "-S", path, "-O", "check", "--", "handrail");
        return ssh.run(check).exit() == 0 ? Optional.of(Path.of(path)) : Optional.empty();
    }

    /// The public part names the type, in the file itself or in the one beside it.
    private static boolean isSecurityKey(Path file) {
        Path beside = Path.of(file + ".pub");
        return Files.isReadable(file)
                && (readText(beside).startsWith(SECURITY_KEY)
                        || readText(file).startsWith(SECURITY_KEY)
                        || privatePart(readText(file)).contains("\0" + SECURITY_KEY));
    }

    /// OpenSSH's own format has the public part, unencrypted, near its beginning.
    private static String privatePart(String text) {
        String body = text.replaceAll("-----[^-]*-----|\\s", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(body);
            return new String(bytes, 0, Math.min(bytes.length, 512), StandardCharsets.ISO_8859_1)
                    .replaceAll("[\0-\37]", "\0");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// Empty text for a file that cannot be read.
    private static String readText(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
