package dev.handrail.ui.kit;

import dev.handrail.remote.ssh.SshClient;

import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

/// Names the programs that speak SSH in the server form. It only turns values into text.
public final class SshClientText extends StringConverter<SshClient> {
    private final Texts texts;

    public SshClientText(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String toString(@Nullable SshClient client) {
        return client == null ? "" : texts.of("ssh-client", client);
    }

    @Override
    public @Nullable SshClient fromString(String text) {
        return null;
    }
}
