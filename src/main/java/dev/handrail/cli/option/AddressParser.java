package dev.handrail.cli.option;

import dev.handrail.model.Target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses `user@host[:port]`. An IPv6 address is in brackets. Without a user, the SSH configuration
/// decides.
final class AddressParser {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:([^@\\s]+)@)?(?:\\[([0-9a-fA-F:.%]+)\\]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?");

    private AddressParser() {}

    /// Empty if the text is no address, or if the port is not between 1 and 65535. The default is
    /// 22.
    static Optional<Target> parseTarget(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String user = parts.group(1) == null ? "" : parts.group(1);
        String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
        int port = parts.group(4) == null ? 22 : Integer.parseInt(parts.group(4));
        return port < 1 || port > 65535
                ? Optional.empty()
                : Optional.of(Target.of(user, host, port));
    }
}
