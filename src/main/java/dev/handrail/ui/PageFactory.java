package dev.handrail.ui;

import dev.handrail.ui.history.HistoryPage;
import dev.handrail.ui.home.HomePage;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.plan.PlanPage;
import dev.handrail.ui.run.PhasePage;
import dev.handrail.ui.run.SummaryPage;
import dev.handrail.ui.servers.ConnectPage;
import dev.handrail.ui.servers.DetectPage;

/// Makes the page of a place: one line for each.
public final class PageFactory {
    private PageFactory() {}

    public static Page createPage(PageLocation place, PageContext desk) {
        return switch (place.kind()) {
            case HOME -> new HomePage(desk);
            case HISTORY -> new HistoryPage(desk);
            case CONNECT -> new ConnectPage(desk);
            case DETECT -> new DetectPage(desk);
            case PLAN -> new PlanPage(desk);
            case PREPARE, STOP, BACKUP, UPGRADE, CONFIGURE, MIGRATE, RESTART, VERIFY ->
                    new PhasePage(desk, place);
            case SUMMARY -> new SummaryPage(desk);
        };
    }
}
