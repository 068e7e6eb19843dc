package dev.handrail.cli;

import dev.handrail.model.Run;
import dev.handrail.remote.Link;

import picocli.CommandLine.Mixin;

import java.util.Map;
import java.util.function.ToIntFunction;

/// What the commands share that do something with a run of the history on its servers.
final class EarlierRun {
    @Mixin private final RunChoice choice = new RunChoice();
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final RunOptions options = new RunOptions();

    /// What is done with the run that the admin means; answers with the exit code.
    interface Deed {
        int done(Walk walk, Run run);
    }

    int with(Context context, Out out, Deed deed) {
        return options.with(
                out,
                answers ->
                        context.withJournal(
                                out,
                                engine ->
                                        choice.with(
                                                out,
                                                engine,
                                                run ->
                                                        deed.done(
                                                                new Walk(out, engine, answers),
                                                                run))));
    }

    /// With connections to the servers of the run.
    int connected(Out out, Walk walk, Run run, ToIntFunction<Map<String, Link>> work) {
        return Links.ofRun(out, walk.engine(), server, run, work);
    }
}
