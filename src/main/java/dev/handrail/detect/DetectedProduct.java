package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;

import java.util.Optional;

/// A product that is on the server. `facts`: those of the host and then those of the product.
public record DetectedProduct(Runbook runbook, Facts facts) {

    /// The installed version; empty when the script could not tell, or told no valid version.
    public Optional<Version> installedVersion() {
        return facts.get("version").filter(Version::isVersion).map(Version::of);
    }

    /// Why the installation is broken or could not be read completely; empty for a sound one.
    public Optional<Message> brokenReason() {
        return facts.get("broken")
                .filter(text -> !text.isEmpty())
                .map(Message::literal)
                .or(facts::incompleteReason);
    }
}
