package dev.handrail.ui;

import dev.handrail.ui.guide.GuidePage;
import dev.handrail.ui.history.HistoryPage;
import dev.handrail.ui.home.HomePage;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageDescription;
import dev.handrail.ui.page.PageDescription.PageConstructor;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageRegistry;
import dev.handrail.ui.page.PageSection;
import dev.handrail.ui.plan.PlanPage;
import dev.handrail.ui.run.PhasePage;
import dev.handrail.ui.run.SummaryPage;
import dev.handrail.ui.servers.ConnectPage;
import dev.handrail.ui.servers.DetectPage;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Registers all pages, one line for each, in the order of the sidebar.
final class PageFactory {
    private PageFactory() {}

    /// A registry with every kind of page.
    static PageRegistry createRegistry() {
        return new PageRegistry(
                Stream.of(setupPages(), phasePages(), resultPages())
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<PageDescription> setupPages() {
        return List.of(
                page(PageKind.HOME, PageSection.TOP, Feather.HOME, HomePage::new),
                located(PageKind.HISTORY, PageSection.TOP, Feather.CLOCK, HistoryPage::new),
                located(PageKind.GUIDE, PageSection.TOP, Feather.BOOK_OPEN, GuidePage::new),
                located(PageKind.CONNECT, PageSection.SETUP, Feather.SERVER, ConnectPage::new),
                located(PageKind.DETECT, PageSection.SETUP, Feather.SEARCH, DetectPage::new),
                page(PageKind.PLAN, PageSection.SETUP, Feather.MAP, PlanPage::new));
    }

    private static List<PageDescription> phasePages() {
        return List.of(
                phase(PageKind.PREPARE, Feather.DOWNLOAD),
                phase(PageKind.STOP, Feather.PAUSE_CIRCLE),
                phase(PageKind.BACKUP, Feather.ARCHIVE),
                phase(PageKind.UPGRADE, Feather.ARROW_UP_CIRCLE),
                phase(PageKind.CONFIGURE, Feather.SLIDERS),
                phase(PageKind.MIGRATE, Feather.DATABASE),
                phase(PageKind.RESTART, Feather.POWER),
                phase(PageKind.VERIFY, Feather.CHECK_SQUARE));
    }

    private static List<PageDescription> resultPages() {
        return List.of(page(PageKind.SUMMARY, PageSection.RESULT, Feather.FLAG, SummaryPage::new));
    }

    /// A page without console that does not depend on the location.
    private static PageDescription page(
            PageKind kind,
            PageSection section,
            Ikon icon,
            Function<PageContext, Page> constructor) {
        PageConstructor simple = (context, location) -> constructor.apply(context);
        return new PageDescription(kind, section, icon, false, simple);
    }

    /// A page without console that shows what its location names.
    private static PageDescription located(
            PageKind kind, PageSection section, Ikon icon, PageConstructor constructor) {
        return new PageDescription(kind, section, icon, false, constructor);
    }

    /// The page of a phase, with the console below it.
    private static PageDescription phase(PageKind kind, Ikon icon) {
        return new PageDescription(kind, PageSection.PHASES, icon, true, PhasePage::new);
    }
}
