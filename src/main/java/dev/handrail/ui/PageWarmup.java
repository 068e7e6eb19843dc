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

    private final PageContext context;
    private final PageRegistry pages;
    private final RunModel model;
    private final StackPane root = new StackPane();
    private final FrameScheduler pieces = new FrameScheduler();
    private final Map<Long, Long> offsets = new HashMap<>();

    /// Creates a context of its own, so that nothing here changes the session of the window.
    private PageWarmup(PageContext window, PageRegistry pages) {
        this.pages = pages;
        // An error here appears again when the admin opens the page.
        BackgroundTasks tasks = new BackgroundTasks(error -> {});
        WindowSession session = new WindowSession(window.engine(), tasks, question -> {});
        this.model = window.runs().createModel("recorded");
        session.runProperty().set(model);
        this.context =
                new PageContext(
                        window.engine(),
                        window.texts(),
                        tasks,
                        session,
                        window.runs(),
                        new NoNavigation(),
                        new Overlay(window.texts(), root),
                        window.files(),
                        window.clock());
        root.getStyleClass().add("window");
        Theme.addStylesheets(new Scene(root, 1180, 780));
    }

    /// Starts the warm-up at the first call in a process; further calls do nothing.
    static void startOnce(PageContext context, PageRegistry pages) {
        if (DONE.compareAndSet(false, true)) {
            new PageWarmup(context, pages).loadRecording();
        }
    }

    /// Ignores navigation, because the pages here are not in the window.
    private static final class NoNavigation implements Navigator {
        @Override
        public void goToPage(PageLocation location) {}

        @Override
        public void goToRun() {}

        @Override
        public void goToGuide() {}

        @Override
        public void setConsoleHidden(boolean hidden) {}

        @Override
        public void goToLine(long line) {}
    }

    /// Feeds the recording up to its merge question in the background, so that the pages also show
    /// a question.
    private void loadRecording() {
        context.tasks().of(this::feedToMergeQuestion).onDone(this::schedulePages).start();
    }

    /// Returns the entries after the question.
    private List<RunRecording.RecordedEntry> feedToMergeQuestion() {
        List<RunRecording.RecordedEntry> entries = RecordingFile.builtIn().entries();
        int question = 0;
        while (!isMergeQuestion(entries.get(question))) {
            question++;
        }
        entries.subList(0, question + 1).forEach(this::feedEntry);
        return entries.subList(question + 1, entries.size());
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
        ConsolePane console = new ConsolePane(context.texts(), context.tasks());
        console.consoleView().showStore(model.outputLines());
        root.getChildren().setAll(console);
    }

    /// Creates, shows, styles, lays out and hides a page, each in a frame of its own.
    private void schedulePage(PageKind kind) {
        Page[] page = new Page[1];
        pieces.enqueueTask(() -> page[0] = pages.createPage(context, PageLocation.of(kind)));
        pieces.enqueueTask(() -> {
            page[0].onShown();
            root.getChildren().setAll(page[0].view());
        });
        pieces.enqueueTask(root::applyCss);
        pieces.enqueueTask(root::layout);
        pieces.enqueueTask(() -> page[0].onHidden());
    }
}
