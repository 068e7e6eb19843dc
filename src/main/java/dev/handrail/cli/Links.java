package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.app.Person;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.Place;
import dev.handrail.remote.Link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// The connections of a run, by role, closed together.
record Links(Map<String, Link> byRole) implements AutoCloseable {

    /// Connects to the servers of a run, of which a recorded one has none, and does the work; says
    /// so where one cannot be reached.
    static int ofRun(
            Out out,
            Engine engine,
            ServerOptions server,
            Run run,
            ToIntFunction<Map<String, Link>> work) {
        Person person = server.asker(out.terminal(), engine);
        try (Links links = new Links(new LinkedHashMap<>())) {
            Map<String, Place> places = run.isRecorded() ? Map.of() : run.start().places();
            for (Map.Entry<String, Place> place : places.entrySet()) {
                Link link = engine.link(server.refined(place.getValue().target()), person);
                links.byRole.put(place.getKey(), link);
                Optional<Problem> problem = link.connect();
                if (problem.isPresent()) {
                    return out.problem(problem.get(), Exit.NO_CONNECTION);
                }
            }
            return work.applyAsInt(links.byRole);
        }
    }

    @Override
    public void close() {
        byRole.values().forEach(Link::close);
    }
}
