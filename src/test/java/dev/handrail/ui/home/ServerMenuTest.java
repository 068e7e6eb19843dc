package dev.handrail.ui.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/// The ssh command that the menu of a server copies.
@Tag("fast")
class ServerMenuTest {
    private static final Target PLAIN = target("db1", 22, "root", "", Optional.empty());

    @Test
    void theCommandIsAsShortAsItCanBe() {
        assertEquals("ssh root@db1", ServerMenu.sshCommand(PLAIN));
    }

    @Test
    void theCommandNamesPortKeyAndJumpsInTheirOrder() {
        Target far = target("far", 2200, "", "", Optional.empty());
        Target near = target("near", 22, "ada", "", Optional.of(far));
        Target target = target("db1", 2222, "root", "~/my keys/id", Optional.of(near));
        assertEquals(
                "ssh -p 2222 -i '~/my keys/id' -J far:2200,ada@near:22 root@db1",
                ServerMenu.sshCommand(target));
    }

    private static Target target(
            String host, int port, String user, String key, Optional<Target> jump) {
        return new Target(
                host,
                host,
                port,
                user,
                Optional.of(key).filter(file -> !file.isEmpty()),
                jump,
                Target.Privilege.NONE,
                "");
    }
}
