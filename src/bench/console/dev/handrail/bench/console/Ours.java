package dev.handrail.bench.console;

import dev.handrail.ui.console.ConsoleView;
import dev.handrail.ui.console.FindAll;
import dev.handrail.ui.console.buffer.LineStore;

import javafx.scene.Parent;

import java.util.concurrent.Executors;

/// Handrail's own: it takes all that it is given at once, and draws at the next pulse.
final class Ours implements Subject {
    private final LineStore store = new LineStore();
    private final ConsoleView view =
            new ConsoleView(
                    Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));

    Ours() {
        view.showStore(store);
    }

    @Override
    public Parent node() {
        return view;
    }

    @Override
    public void feed(byte[] bytes, int length) {
        store.feedOutput(bytes, 0, length, System.currentTimeMillis());
    }

    @Override
    public boolean has(String mark) {
        return true;
    }

    @Override
    public long find(String text) {
        return FindAll.count(store, text);
    }
}
