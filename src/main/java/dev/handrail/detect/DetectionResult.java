package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.Problem;

import java.util.List;

/// What was seen on a server. `problems`: what could not be looked at, and why.
public record DetectionResult(Facts host, List<DetectedProduct> products, List<Problem> problems) {
    public DetectionResult {
        products = List.copyOf(products);
        problems = List.copyOf(problems);
    }
}
