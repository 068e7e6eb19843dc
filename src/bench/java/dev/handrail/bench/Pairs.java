package dev.handrail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Times of two sides that were measured in turns, in seconds.
record Pairs(List<Pair> all) {

    record Pair(double ours, double peer) {}

    /// Measures both sides in turns, the first one changing, after rounds that do not count.
    static Pairs measure(int warm, int rounds, Side ours, Side peer) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (int round = -warm; round < rounds; round++) {
            Pair pair = round % 2 == 0 ? oursFirst(ours, peer) : peerFirst(ours, peer);
            if (round >= 0) {
                pairs.add(pair);
            }
        }
        return new Pairs(pairs);
    }

    private static Pair oursFirst(Side ours, Side peer) throws Exception {
        double our = ours.seconds();
        return new Pair(our, peer.seconds());
    }

    private static Pair peerFirst(Side ours, Side peer) throws Exception {
        double their = peer.seconds();
        return new Pair(ours.seconds(), their);
    }

    /// Our time for one of theirs: less is better.
    Spread time() {
        return spread(pair -> pair.ours() / pair.peer());
    }

    /// Our speed for one of theirs: more is better.
    Spread speed() {
        return spread(pair -> pair.peer() / pair.ours());
    }

    private Spread spread(ToDoubleFunction<Pair> ratio) {
        return Spread.of(all.stream().mapToDouble(ratio).toArray());
    }

    /// What each side took, for whoever reads along: never a claim.
    String times() {
        return milliseconds(Spread.of(all.stream().mapToDouble(Pair::ours).toArray()))
                + " : "
                + milliseconds(Spread.of(all.stream().mapToDouble(Pair::peer).toArray()));
    }

    private static String milliseconds(Spread seconds) {
        return String.format(java.util.Locale.ROOT, "%.4g ms", seconds.median() * 1000);
    }
}
