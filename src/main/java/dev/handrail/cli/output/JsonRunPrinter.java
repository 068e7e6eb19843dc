package dev.handrail.cli.output;

import dev.handrail.cli.json.EventView;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Prints a run for scripts: each event and each piece of output is a JSON object on its own line.
public final class JsonRunPrinter extends RunPrinter {
    private final CommandOutput out;

    public JsonRunPrinter(CommandOutput out, List<RunEvent> earlier) {
        super(earlier);
        this.out = out;
    }

    @Override
    void printEvent(RunEvent event, Run run) {
        out.printJson(EventView.of(event));
    }

    /// Bytes that are not UTF-8 become replacement characters; the journal keeps them unchanged.
    @Override
    public synchronized void onOutput(long step, long offset, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        out.printJson(EventView.OutputView.of(step, offset, text));
    }
}
