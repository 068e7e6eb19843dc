package dev.handrail.remote.ssh;

import dev.handrail.model.Target;
import dev.handrail.model.Target.SshLink;

import java.util.Optional;

/// Which program speaks SSH: the one built into Handrail, the system's own `ssh`, or whichever the
/// admin's SSH configuration needs.
public enum SshClient {
    AUTO(Optional.empty()),
    SYSTEM(Optional.of(SshLink.SYSTEM)),
    BUILTIN(Optional.of(SshLink.BUILTIN));

    private final Optional<SshLink> link;

    SshClient(Optional<SshLink> link) {
        this.link = link;
    }

    public static SshClient of(Target target) {
        return target.link().map(link -> valueOf(link.name())).orElse(AUTO);
    }

    /// How a target holds it.
    public Optional<SshLink> toLink() {
        return link;
    }
}
