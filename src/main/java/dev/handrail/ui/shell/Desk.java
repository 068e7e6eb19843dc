package dev.handrail.ui.shell;

import dev.handrail.app.Engine;
import dev.handrail.ui.kit.Tasks;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.session.Runs;
import dev.handrail.ui.session.Session;

import java.time.Clock;

/// What every page works with.
public record Desk(
        Engine engine,
        Texts texts,
        Tasks tasks,
        Session session,
        Runs runs,
        Nav nav,
        Overlay overlay,
        FileDialogs files,
        Clock clock) {}
