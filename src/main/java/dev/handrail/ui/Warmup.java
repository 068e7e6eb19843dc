package dev.handrail.ui;

import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.run.Recording;
import dev.handrail.store.RecordingFile;
import dev.handrail.ui.console.ConsolePane;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Pieces;
import dev.handrail.ui.kit.Tasks;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.pages.Pages;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Nav;
import dev.handrail.ui.shell.Overlay;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.PageKind;
import dev.handrail.ui.shell.Place;

import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Shows pages once where nobody sees it, after the start and in small pieces, with the recorded
/// practice run. Else the first show of a page waits until classes are loaded and style sheets
/// applied for the first time.
final class Warmup {
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private final Desk desk;
    private final RunModel model;
    private final StackPane root = new StackPane();
    private final Pieces pieces = new Pieces();
    private final Map<Long, Long> offsets = new HashMap<>();

    private Warmup(Desk real) {
        // What fails here fails again where it is seen.
        Tasks tasks = new Tasks(error -> {});
        Session session = new Session(real.engine(), tasks, ask -> {});
        this.model = real.runs().model("recorded");
        session.runProperty().set(model);
        this.desk =
                new Desk(
                        real.engine(),
                        real.texts(),
                        tasks,
                        session,
                        real.runs(),
                        new Nowhere(),
                        new Overlay(real.texts(), root),
                        real.files(),
                        real.clock());
        root.getStyleClass().add("window");
        Theme.dress(new Scene(root, 1180, 780));
    }

    /// Once in a process is enough.
    static void begin(Desk desk) {
        if (DONE.compareAndSet(false, true)) {
            new Warmup(desk).begin();
        }
    }

    private static final class Nowhere implements Nav {
        @Override
        public void go(Place place) {}

        @Override
        public void goToRun() {}

        @Override
        public void makeRoom() {}

        @Override
        public void goToLine(long line) {}
    }

    private void begin() {
        desk.tasks()
                .of(() -> {
                    List<Recording.Entry> entries = RecordingFile.builtIn().entries();
                    int asked = 0;
                    while (!asks(entries.get(asked))) {
                        asked++;
                    }
                    entries.subList(0, asked + 1).forEach(this::hear);
                    return entries.subList(asked + 1, entries.size());
                })
                .onDone(this::pages)
                .start();
    }

    private static boolean asks(Recording.Entry entry) {
        return entry instanceof Recording.Happened(_, Asked asked)
                && asked.question().kind() == Question.Kind.MERGE;
    }

    private void hear(Recording.Entry entry) {
        switch (entry) {
            case Recording.Happened(_, RunEvent event) -> model.event(event);
            case Recording.Said(_, long step, String text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                long offset = offsets.merge(step, (long) bytes.length, Long::sum) - bytes.length;
                model.output(step, offset, bytes);
            }
        }
    }

    /// In the order in which they are come to.
    private void pages(List<Recording.Entry> rest) {
        EnumSet.range(PageKind.CONNECT, PageKind.VERIFY).forEach(this::page);
        pieces.add(this::console);
        pieces.add(root::applyCss);
        pieces.add(root::layout);
        pieces.add(() -> rest.forEach(this::hear));
        page(PageKind.HISTORY);
        page(PageKind.SUMMARY);
        pieces.add(model::close);
    }

    private void console() {
        ConsolePane console = new ConsolePane(desk.texts(), desk.tasks());
        console.view().show(model.lines());
        root.getChildren().setAll(console);
    }

    private void page(PageKind kind) {
        Page[] page = new Page[1];
        pieces.add(() -> page[0] = Pages.make(Place.of(kind), desk));
        pieces.add(() -> {
            page[0].shown();
            root.getChildren().setAll(page[0].view());
        });
        pieces.add(root::applyCss);
        pieces.add(root::layout);
        pieces.add(() -> page[0].hidden());
    }
}
