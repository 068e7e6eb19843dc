package dev.handrail.ui.page;

import dev.handrail.app.Engine;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.session.RunLauncher;
import dev.handrail.ui.session.WindowSession;

import java.time.Clock;

/// The services that every page gets when it is created.
public record PageContext(
        Engine engine,
        Texts texts,
        BackgroundTasks tasks,
        WindowSession session,
        RunLauncher runs,
        Navigator nav,
        Overlay overlay,
        FileDialogs files,
        Clock clock) {}
