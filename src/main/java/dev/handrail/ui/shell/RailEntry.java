package dev.handrail.ui.shell;

import java.util.Optional;

/// One line of the rail. `place`: where it leads, if it leads anywhere. `sub`: said below the text.
/// `figure`: said at the right.
record RailEntry(
        Kind kind, Optional<Place> place, String text, String sub, String figure, Mark mark) {
    enum Kind {
        /// Home and history.
        TOP,
        /// Says what follows.
        HEADING,
        PAGE,
        /// A step below the page of its phase.
        STEP
    }

    static RailEntry of(Kind kind, String text, Mark mark) {
        return new RailEntry(kind, Optional.empty(), text, "", "", mark);
    }

    RailEntry to(Place where) {
        return new RailEntry(kind, Optional.of(where), text, sub, figure, mark);
    }

    RailEntry below(String said) {
        return new RailEntry(kind, place, text, said, figure, mark);
    }

    RailEntry figure(String said) {
        return new RailEntry(kind, place, text, sub, said, mark);
    }
}
