package dev.handrail.ui.page;

import dev.handrail.model.Phase;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.Optional;

/// All pages, in the order of the sidebar. A new page is one line here and one in `PageFactory`.
public enum PageKind {
    HOME(Feather.HOME, null, false),
    HISTORY(Feather.CLOCK, null, false),
    CONNECT(Feather.SERVER, null, false),
    DETECT(Feather.SEARCH, null, false),
    PLAN(Feather.MAP, null, false),
    PREPARE(Feather.DOWNLOAD, Phase.PREPARE, true),
    STOP(Feather.PAUSE_CIRCLE, Phase.STOP, true),
    BACKUP(Feather.ARCHIVE, Phase.BACKUP, true),
    UPGRADE(Feather.ARROW_UP_CIRCLE, Phase.UPGRADE, true),
    CONFIGURE(Feather.SLIDERS, Phase.CONFIGURE, true),
    MIGRATE(Feather.DATABASE, Phase.MIGRATE, true),
    RESTART(Feather.POWER, Phase.RESTART, true),
    VERIFY(Feather.CHECK_SQUARE, Phase.VERIFY, true),
    SUMMARY(Feather.FLAG, null, false);

    private final Ikon icon;
    private final @Nullable Phase phase;
    private final boolean console;

    PageKind(Ikon icon, @Nullable Phase phase, boolean console) {
        this.icon = icon;
        this.phase = phase;
        this.console = console;
    }

    public Ikon icon() {
        return icon;
    }

    public Optional<Phase> phase() {
        return Optional.ofNullable(phase);
    }

    /// Whether the console is shown below it.
    public boolean hasConsole() {
        return console;
    }

    public static PageKind of(Phase phase) {
        return valueOf(phase.name());
    }
}
