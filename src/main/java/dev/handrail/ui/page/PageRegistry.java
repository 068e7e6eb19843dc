package dev.handrail.ui.page;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All pages, in the order of the sidebar.
public final class PageRegistry {
    private final Map<PageKind, PageDescription> pages = new EnumMap<>(PageKind.class);
    private final List<PageDescription> ordered;

    /// Throws IllegalArgumentException unless the list describes each kind exactly once.
    public PageRegistry(List<PageDescription> pages) {
        this.ordered = List.copyOf(pages);
        for (PageDescription page : ordered) {
            if (this.pages.put(page.kind(), page) != null) {
                throw new IllegalArgumentException(page.kind() + " is registered twice");
            }
        }
        for (PageKind kind : PageKind.values()) {
            if (!this.pages.containsKey(kind)) {
                throw new IllegalArgumentException(kind + " is not registered");
            }
        }
    }

    public PageDescription describePage(PageKind kind) {
        return Objects.requireNonNull(pages.get(kind));
    }

    public List<PageKind> pagesIn(PageSection section) {
        return ordered.stream()
                .filter(page -> page.section() == section)
                .map(PageDescription::kind)
                .toList();
    }

    public Page createPage(PageContext context, PageLocation location) {
        return describePage(location.kind()).constructor().createPage(context, location);
    }
}
