package dev.handrail.bench;

/// One side of a comparison: does its work once and says how long that took.
@FunctionalInterface
interface Side {
    double seconds() throws Exception;
}
