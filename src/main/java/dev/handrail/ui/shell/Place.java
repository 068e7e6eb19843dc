package dev.handrail.ui.shell;

/// Where one is: a page, and for those of a run the index of the hop.
public record Place(PageKind kind, int hop) {
    public static Place of(PageKind kind) {
        return new Place(kind, 0);
    }
}
