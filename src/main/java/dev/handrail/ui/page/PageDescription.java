package dev.handrail.ui.page;

import org.kordamp.ikonli.Ikon;

/// One page of the window. Its title is the text `page.<kind>`.
///
/// `console`: whether the console is shown below it.
public record PageDescription(
        PageKind kind,
        PageSection section,
        Ikon icon,
        boolean console,
        PageConstructor constructor) {

    /// Creates a page; it is called for each visit.
    @FunctionalInterface
    public interface PageConstructor {
        Page createPage(PageContext context, PageLocation location);
    }
}
