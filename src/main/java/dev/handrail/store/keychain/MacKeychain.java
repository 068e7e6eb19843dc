package dev.handrail.store.keychain;

import dev.handrail.model.Problem;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The login keychain of macOS, through its own `security`, which takes commands on standard input.
/// A secret stands in Base64 there, since `security` prints in hexadecimal what is not ASCII.
final class MacKeychain implements Keychain {
    private static final Duration FOR_A_PERSON = Duration.ofSeconds(60);
    private static final int LONGEST_COMMAND = 4_000;
    private static final int NOT_FOUND = 44;

    private final Tool tool;

    MacKeychain(Tool tool) {
        this.tool = tool;
    }

    @Override
    public Optional<Problem> unavailable() {
        try {
            names();
            return Optional.empty();
        } catch (KeychainFailed e) {
            return Optional.of(e.problem());
        }
    }

    /// From a listing without secrets, in which a class line begins each entry.
    @Override
    public List<SecretName> names() throws KeychainFailed {
        String listing =
                new String(run(new byte[0], "dump-keychain").out(), StandardCharsets.UTF_8);
        List<SecretName> names = new ArrayList<>();
        for (String entry : listing.split("(?m)^class: ")) {
            if (entry.contains("\"svce\"<blob>=\"" + SERVICE + "\"\n")) {
                entry.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("\"acct\"<blob>=\""))
                        .flatMap(line ->
                                SecretName.of(line.substring(14, line.length() - 1)).stream())
                        .forEach(names::add);
            }
        }
        return names;
    }

    @Override
    public Optional<char[]> find(SecretName name) throws KeychainFailed {
        Tool.Ran ran =
                run(new byte[0], "find-generic-password", "-s", SERVICE, "-a", name.entry(), "-w");
        if (ran.exit() != 0) {
            return Optional.empty();
        }
        byte[] secret = Base64.getMimeDecoder().decode(ran.out());
        Arrays.fill(ran.out(), (byte) 0);
        char[] chars = SecretService.chars(secret);
        Arrays.fill(secret, (byte) 0);
        return Optional.of(chars);
    }

    @Override
    public void keep(SecretName name, char[] secret) throws KeychainFailed {
        byte[] bytes = SecretService.bytes(secret);
        String coded = Base64.getEncoder().encodeToString(bytes);
        Arrays.fill(bytes, (byte) 0);
        String command =
                "add-generic-password -U -s %s -a \"%s\" -w %s\n"
                        .formatted(SERVICE, name.entry(), coded);
        if (command.length() > LONGEST_COMMAND) {
            throw SecretService.notKept("it is too long");
        }
        Tool.Ran ran = run(command.getBytes(StandardCharsets.US_ASCII), "-i");
        boolean kept = find(name).filter(found -> Arrays.equals(found, secret)).isPresent();
        if (ran.exit() != 0 || !kept) {
            throw SecretService.notKept("");
        }
    }

    @Override
    public void forget(SecretName name) throws KeychainFailed {
        Tool.Ran ran =
                run(new byte[0], "delete-generic-password", "-s", SERVICE, "-a", name.entry());
        if (ran.exit() != 0 && ran.exit() != NOT_FOUND) {
            throw SecretService.notForgotten(name);
        }
    }

    private Tool.Ran run(byte[] input, String... arguments) throws KeychainFailed {
        try {
            return tool.run(FOR_A_PERSON, input, arguments);
        } catch (Tool.Missing e) {
            throw new KeychainFailed("no-tool", "/usr/bin/security is missing.", "");
        }
    }
}
