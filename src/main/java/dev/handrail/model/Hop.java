package dev.handrail.model;

import java.util.List;

/// One leg of the upgrade, from a version to the next required stop. `number`: from 1; a roll-back
/// keeps the number of the hop that it undoes.
public record Hop(int number, Version from, Version to, List<Step> steps) {}
