package dev.handrail;

/// Wires the rooms by hand; the only place that knows them all.
public final class Handrail {
    private Handrail() {}

    public static void main(String[] args) {}
}
