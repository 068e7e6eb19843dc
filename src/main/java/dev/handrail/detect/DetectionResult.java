package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.Problem;

import java.util.List;

/// What Handrail found on a server. `host`: facts about the server itself. `problems`: what it
/// could not check, and why.
public record DetectionResult(Facts host, List<DetectedProduct> products, List<Problem> problems) {
    public DetectionResult {
        products = List.copyOf(products);
        problems = List.copyOf(problems);
    }
}
