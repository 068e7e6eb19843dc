package dev.handrail.bench.console;

import com.techsenger.jeditermfx.core.TtyConnector;
import com.techsenger.jeditermfx.core.model.TerminalTextBuffer;
import com.techsenger.jeditermfx.ui.JediTermFxWidget;
import com.techsenger.jeditermfx.ui.SubstringFinder;
import com.techsenger.jeditermfx.ui.settings.DefaultSettingsProvider;

import javafx.scene.Parent;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/// JediTermFX with all lines kept.
final class JediTerm implements Subject {
    private static final int COLUMNS = 160;
    private static final int ROWS = 40;

    private final JediTermFxWidget widget =
            new JediTermFxWidget(
                    COLUMNS,
                    ROWS,
                    new DefaultSettingsProvider() {
                        @Override
                        public int getBufferMaxLinesCount() {
                            return Integer.MAX_VALUE;
                        }
                    });
    private final PipedOutputStream out = new PipedOutputStream();

    JediTerm() throws IOException {
        widget.setTtyConnector(new Pipe(new PipedInputStream(out, 1 << 20)));
        widget.start();
    }

    @Override
    public Parent node() {
        return widget.getPane();
    }

    @Override
    public void feed(byte[] bytes, int length) throws IOException {
        for (int start = 0, i = 0; i <= length; i++) {
            if (i == length || bytes[i] == '\n') {
                out.write(bytes, start, i - start);
                if (i < length) {
                    out.write('\r');
                    out.write('\n');
                }
                start = i + 1;
            }
        }
        out.flush();
    }

    @Override
    public boolean has(String mark) {
        return widget.getTerminalTextBuffer().getScreenLines().contains(mark);
    }

    @Override
    public long find(String text) {
        SubstringFinder finder = new SubstringFinder(text, true);
        TerminalTextBuffer buffer = widget.getTerminalTextBuffer();
        int history = buffer.getHistoryLinesCount();
        buffer.processHistoryAndScreenLines(
                -history,
                history + buffer.getScreenLinesCount(),
                new com.techsenger.jeditermfx.core.StyledTextConsumerAdapter() {
                    @Override
                    public void consume(
                            int x,
                            int y,
                            com.techsenger.jeditermfx.core.TextStyle style,
                            com.techsenger.jeditermfx.core.model.CharBuffer characters,
                            int startRow) {
                        for (int i = 0; i < characters.length(); i++) {
                            finder.nextChar(x, y - startRow, characters, i);
                        }
                    }
                });
        return finder.getResult().getItems().size();
    }

    /// A program that only prints.
    private static final class Pipe implements TtyConnector {
        private final Reader in;

        Pipe(PipedInputStream in) {
            this.in = new InputStreamReader(in, StandardCharsets.UTF_8);
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            return in.read(into, offset, length);
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void write(String text) {}

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public int waitFor() throws InterruptedException {
            Thread.sleep(Long.MAX_VALUE);
            return 0;
        }

        @Override
        public boolean ready() throws IOException {
            return in.ready();
        }

        @Override
        public String getName() {
            return "bench";
        }

        @Override
        public void close() {}
    }
}
