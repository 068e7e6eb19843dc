package dev.handrail.bench.console;

import javafx.scene.Parent;

import java.io.IOException;

/// A console that is measured. All but `node` is called from the thread that feeds.
interface Subject {
    Parent node();

    void feed(byte[] bytes, int length) throws IOException, InterruptedException;

    /// Whether the last line that was fed, which contains the mark, has arrived.
    boolean has(String mark);

    /// How many times the text stands in all lines.
    long find(String text);
}
