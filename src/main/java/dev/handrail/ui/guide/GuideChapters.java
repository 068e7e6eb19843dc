package dev.handrail.ui.guide;

import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import java.util.Optional;

/// Says which chapter explains a page of the window, and which page the guide was opened from.
public final class GuideChapters {
    static final String CHAPTER = "chapter";
    private static final String FROM = "from";
    private static final String HOP = "hop";

    private GuideChapters() {}

    /// The guide at the chapter that fits a page.
    public static PageLocation chapterFor(PageLocation page) {
        return PageLocation.of(PageKind.GUIDE)
                .withParameter(CHAPTER, chapterFor(page.kind()))
                .withParameter(FROM, page.kind().name())
                .withParameter(HOP, String.valueOf(page.hop()));
    }

    static String chapterFor(PageKind page) {
        return switch (page) {
            case HOME, GUIDE -> "index";
            case HISTORY -> "history";
            case CONNECT -> "connecting";
            case DETECT -> "products";
            case PLAN -> "plan";
            case CONFIGURE -> "configuration-files";
            case PREPARE, STOP, BACKUP, UPGRADE, MIGRATE, RESTART, VERIFY -> "running";
            case SUMMARY -> "going-back";
        };
    }

    /// The page that the guide was opened from; empty when it was opened from the sidebar.
    static Optional<PageLocation> pageBefore(PageLocation guide) {
        return Optional.ofNullable(guide.parameters().get(FROM))
                .map(PageKind::valueOf)
                .map(kind -> new PageLocation(kind, hopBefore(guide)));
    }

    private static int hopBefore(PageLocation guide) {
        return Integer.parseInt(guide.parameters().getOrDefault(HOP, "0"));
    }
}
