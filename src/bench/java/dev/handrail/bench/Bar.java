package dev.handrail.bench;

/// What is measured, against whom, and what it must reach. `sign`: `<=` or `>=`.
record Bar(String name, String unit, String peer, String sign, double reach) {

    static Bar atMost(double reach, String name, String unit, String peer) {
        return new Bar(name, unit, peer, "<=", reach);
    }

    static Bar atLeast(double reach, String name, String unit, String peer) {
        return new Bar(name, unit, peer, ">=", reach);
    }

    boolean holds(double ratio) {
        return sign.equals("<=") ? ratio <= reach : ratio >= reach;
    }
}
