package dev.handrail.model;

import java.util.List;

/// One leg of the way, from a version to the next required stop. `number`: from 1; a roll-back
/// keeps the number of the hop that it takes back.
public record Hop(int number, Version from, Version to, List<Step> steps) {}
