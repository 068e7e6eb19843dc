package dev.handrail.cli.history;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.RunView;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Run;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/// Shows what the admin has written about a run, or replaces it.
@Command(
        name = "note",
        description = "Show your own note about a run, or write one. An empty TEXT removes it.")
public final class NoteCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "The run: its id, the beginning of it, or \"last\".")
    private String run = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "The new note.")
    private @Nullable String text;

    public NoteCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return text == null
                ? context.withEngine(out, this::findRun)
                : context.withJournal(out, this::findRun);
    }

    private int findRun(Engine engine) {
        return RunParameter.of(run).withRun(out, engine, found -> showNote(engine, found));
    }

    private int showNote(Engine engine, Run found) {
        if (text != null) {
            engine.journal().writeNote(found.id(), text);
        }
        String note = engine.journal().readNotes().getOrDefault(found.id(), "");
        Message line =
                note.isEmpty() ? Message.of("cli.note.none", found.id()) : Message.literal(note);
        out.printResult(new RunView.NoteView(found.id(), note), line);
        return ExitCodes.OK;
    }
}
