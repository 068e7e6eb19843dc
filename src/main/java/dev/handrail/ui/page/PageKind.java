package dev.handrail.ui.page;

import dev.handrail.model.Phase;

import java.util.Optional;
import java.util.stream.Stream;

/// The kinds of pages. Each phase has a page of the same name.
public enum PageKind {
    HOME,
    HISTORY,
    GUIDE,
    CONNECT,
    DETECT,
    PLAN,
    PREPARE,
    STOP,
    BACKUP,
    UPGRADE,
    CONFIGURE,
    MIGRATE,
    RESTART,
    VERIFY,
    SUMMARY;

    /// The phase of a phase page; empty for all other pages.
    public Optional<Phase> phase() {
        return Stream.of(Phase.values()).filter(phase -> of(phase) == this).findFirst();
    }

    public static PageKind of(Phase phase) {
        return valueOf(phase.name());
    }
}
