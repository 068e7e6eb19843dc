package dev.handrail.ui.page;

/// Where one is: a page, and for those of a run the index of the hop.
public record PageLocation(PageKind kind, int hop) {
    public static PageLocation of(PageKind kind) {
        return new PageLocation(kind, 0);
    }
}
