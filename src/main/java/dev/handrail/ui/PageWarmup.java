package dev.handrail.ui;

import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.run.replay.RunRecording;
import dev.handrail.store.RecordingFile;
import dev.handrail.ui.console.ConsolePane;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.kit.FrameScheduler;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.page.Navigator;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.page.PageRegistry;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Shows each page once outside the window, with the recorded practice run, in small pieces after
/// the start. Without it, the first visit of a page would wait until its classes are loaded and its
/// styles are computed.
final class PageWarmup {
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private final PageContext desk;
    private final PageRegistry pages;
    private final RunModel model;
    private final StackPane root = new StackPane();
    private final FrameScheduler pieces = new FrameScheduler();
    private final Map<Long, Long> offsets = new HashMap<>();

    /// Creates a context of its own, so that nothing here changes the session of the window.
    private PageWarmup(PageContext real, PageRegistry pages) {
        this.pages = pages;
        // An error here appears again when the admin opens the page.
        BackgroundTasks tasks = new BackgroundTasks(error -> {});
        WindowSession session = new WindowSession(real.engine(), tasks, ask -> {});
        this.model = real.runs().createModel("recorded");
        session.runProperty().set(model);
        this.desk =
                new PageContext(
                        real.engine(),
                        real.texts(),
                        tasks,
                        session,
                        real.runs(),
                        new NoNavigation(),
                        new Overlay(real.texts(), root),
                        real.files(),
                        real.clock());
        root.getStyleClass().add("window");
        Theme.addStylesheets(new Scene(root, 1180, 780));
    }

    /// Starts the warm-up at the first call in a process; further calls do nothing.
    static void startOnce(PageContext desk, PageRegistry pages) {
        if (DONE.compareAndSet(false, true)) {
            new PageWarmup(desk, pages).loadRecording();
        }
    }

    /// Ignores navigation, because the pages here are not in the window.
    private static final class NoNavigation implements Navigator {
        @Override
        public void goToPage(PageLocation place) {}

        @Override
        public void goToRun() {}

        @Override
        public void enlargePage() {}

        @Override
        public void goToLine(long line) {}
    }

    /// Feeds the recording up to its merge question in the background, so that the pages also show
    /// a question.
    private void loadRecording() {
        desk.tasks()
                .of(() -> {
                    List<RunRecording.RecordedEntry> entries = RecordingFile.builtIn().entries();
                    int asked = 0;
                    while (!isMergeQuestion(entries.get(asked))) {
                        asked++;
                    }
                    entries.subList(0, asked + 1).forEach(this::feedEntry);
                    return entries.subList(asked + 1, entries.size());
                })
                .onDone(this::schedulePages)
                .start();
    }

    /// Whether the entry asks the admin to merge a file.
    private static boolean isMergeQuestion(RunRecording.RecordedEntry entry) {
        return entry instanceof RunRecording.EventEntry(_, QuestionAsked asked)
                && asked.question().kind() == Question.Kind.MERGE;
    }

    /// Feeds an event, or output at the next offset of its step.
    private void feedEntry(RunRecording.RecordedEntry entry) {
        switch (entry) {
            case RunRecording.EventEntry(_, RunEvent event) -> model.onEvent(event);
            case RunRecording.OutputEntry(_, long step, String text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                long offset = offsets.merge(step, (long) bytes.length, Long::sum) - bytes.length;
                model.onOutput(step, offset, bytes);
            }
        }
    }

    /// Shows the pages in the order in which an admin visits them. The rest of the recording
    /// follows before the history and the summary.
    private void schedulePages(List<RunRecording.RecordedEntry> rest) {
        EnumSet.range(PageKind.CONNECT, PageKind.VERIFY).forEach(this::schedulePage);
        pieces.enqueueTask(this::showConsole);
        pieces.enqueueTask(root::applyCss);
        pieces.enqueueTask(root::layout);
        pieces.enqueueTask(() -> rest.forEach(this::feedEntry));
        schedulePage(PageKind.HISTORY);
        schedulePage(PageKind.SUMMARY);
        pieces.enqueueTask(model::close);
    }

    /// Shows the console with the output of the recording.
    private void showConsole() {
        ConsolePane console = new ConsolePane(desk.texts(), desk.tasks());
        console.consoleView().showStore(model.outputLines());
        root.getChildren().setAll(console);
    }

    /// Creates, shows, styles, lays out and hides a page, each in a frame of its own.
    private void schedulePage(PageKind kind) {
        Page[] page = new Page[1];
        pieces.enqueueTask(() -> page[0] = pages.createPage(desk, PageLocation.of(kind)));
        pieces.enqueueTask(() -> {
            page[0].onShown();
            root.getChildren().setAll(page[0].view());
        });
        pieces.enqueueTask(root::applyCss);
        pieces.enqueueTask(root::layout);
        pieces.enqueueTask(() -> page[0].onHidden());
    }
}
