package dev.handrail.model;

import java.util.List;

/// The releases of a product that a server can get, from its own source. `detail`: how Handrail
/// found out, or why not.
public record AvailableReleases(ListingState state, List<Version> versions, Message detail) {
    public enum ListingState {
        /// The source answered.
        LISTED,
        /// The list is old: the source was not asked now.
        STALE,
        /// The source could not be reached.
        UNREACHABLE,
        /// There is no source that could be asked, or asking failed for another reason.
        FAILED,
        /// Nothing was asked.
        UNKNOWN
    }

    public static final AvailableReleases UNKNOWN =
            new AvailableReleases(ListingState.UNKNOWN, List.of(), Message.EMPTY);
}
