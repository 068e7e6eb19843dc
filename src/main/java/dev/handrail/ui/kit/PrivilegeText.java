package dev.handrail.ui.kit;

import dev.handrail.model.Target.Privilege;

import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

/// Names the ways to become root in the server form. It only turns values into text.
public final class PrivilegeText extends StringConverter<Privilege> {
    private final Texts texts;

    public PrivilegeText(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String toString(@Nullable Privilege privilege) {
        return privilege == null ? "" : texts.of("privilege", privilege);
    }

    @Override
    public @Nullable Privilege fromString(String text) {
        return null;
    }
}
