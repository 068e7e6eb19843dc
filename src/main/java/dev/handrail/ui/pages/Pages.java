package dev.handrail.ui.pages;

import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.Place;

/// Makes the page of a place: one line for each.
public final class Pages {
    private Pages() {}

    public static Page make(Place place, Desk desk) {
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
