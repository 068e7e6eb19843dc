package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.detect.Detection;
import dev.handrail.detect.Found;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Connecting and looking, with which most commands begin.
record Look(Out out, Engine engine, ServerOptions server) {

    /// What to do with a connected server; returns the exit code.
    interface WithLink {
        int apply(Link link) throws LinkLost;
    }

    /// What to do with a product that was found.
    interface WithProduct {
        int apply(Link link, Found found) throws LinkLost;
    }

    int connected(String text, WithLink then) {
        if (!out.json()) {
            engine.runbookErrors().forEach(error -> out.terminal().warn(error.toString()));
            engine.runbookNotices().forEach(out.terminal()::warn);
        }
        Optional<Target> target = server.target(engine, text);
        if (target.isEmpty()) {
            return out.problem(
                    "usage.server",
                    "\"" + text + "\" is neither a saved server nor an address.",
                    "Give it as user@host or user@host:port.",
                    Exit.USAGE);
        }
        return connected(target.get(), then);
    }

    int connected(Target target, WithLink then) {
        try (Link link = engine.link(target, server.asker(out.terminal(), engine))) {
            Optional<Problem> problem = link.connect();
            return problem.isPresent()
                    ? out.problem(problem.get(), Exit.NO_CONNECTION)
                    : then.apply(link);
        } catch (LinkLost e) {
            String what = "The connection to " + target.address() + " was lost: " + e.getMessage();
            return out.problem(
                    "link.lost", what, "Nothing was changed. Try again.", Exit.NO_CONNECTION);
        }
    }

    /// Looks for the product that is named, or for the only one.
    int product(String text, String id, WithProduct then) {
        return connected(
                text,
                link -> {
                    Detection seen = engine.detector().detect(link.shell());
                    List<Found> fitting =
                            seen.products().stream()
                                    .filter(found ->
                                            id.isEmpty() || found.runbook().id().equals(id))
                                    .toList();
                    return fitting.size() == 1
                            ? then.apply(link, fitting.getFirst())
                            : notOne(link.target(), seen, fitting, id);
                });
    }

    private int notOne(Target target, Detection seen, List<Found> fitting, String id) {
        if (!out.json()) {
            seen.problems().forEach(problem -> out.terminal().warn(problem.toString()));
        }
        if (fitting.size() > 1) {
            String names =
                    fitting.stream()
                            .map(found -> found.runbook().id())
                            .collect(Collectors.joining(", "));
            return out.problem(
                    "usage.product",
                    "There is more than one product on " + target.address() + ": " + names + ".",
                    "Say which with --product.",
                    Exit.USAGE);
        }
        if (!id.isEmpty() && engine.runbooks().stream().noneMatch(book -> book.id().equals(id))) {
            return out.problem(
                    "product.unknown",
                    "There is no runbook for \"" + id + "\".",
                    "These are known: " + known() + ".",
                    Exit.NOT_FOUND);
        }
        return out.problem(
                "product.none",
                "Nothing that Handrail can upgrade was found on " + target.address() + ".",
                "It looked for: " + known() + ". With --sudo it can look into more places.",
                Exit.NOT_FOUND);
    }

    private String known() {
        return engine.runbooks().stream().map(book -> book.id()).collect(Collectors.joining(", "));
    }
}
