package dev.handrail.app;

import dev.handrail.model.Problem;
import dev.handrail.store.runbook.OwnRunbook;
import dev.handrail.store.runbook.RunbookLibrary;
import dev.handrail.store.settings.TrustedRunbooks;

import java.util.Optional;

/// The runbooks that Handrail uses: the built-in ones, and those of the admin's own that they
/// trust.
final class RunbookCatalog {
    private final EngineConfig config;
    private final TrustedRunbooks trusted;
    private volatile RunbookLibrary.LoadResult loaded;

    RunbookCatalog(EngineConfig config) {
        this.config = config;
        this.trusted = new TrustedRunbooks(config.folders().config());
        this.loaded = load(config, trusted);
    }

    private static RunbookLibrary.LoadResult load(EngineConfig config, TrustedRunbooks trusted) {
        return config.ownRunbooks()
                ? RunbookLibrary.loadRunbooks(
                        config.runbooks(),
                        config.folders().runbookFolder(),
                        own -> trusted.isTrusted(own.hash()))
                : RunbookLibrary.loadRunbooks(config.runbooks());
    }

    RunbookLibrary.LoadResult loaded() {
        return loaded;
    }

    /// Uses a runbook from now on, also the next time. Returns why that could not be remembered.
    Optional<Problem> trustRunbook(OwnRunbook own) {
        Optional<Problem> problem = trusted.trustRunbook(own.hash(), own.folder());
        loaded = load(config, trusted);
        return problem;
    }

    /// Present if the list of trusted runbooks was damaged.
    Optional<Problem> damageProblem() {
        return trusted.damageProblem();
    }
}
