package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Phase;
import dev.handrail.ui.page.PageDescription;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.page.PageRegistry;
import dev.handrail.ui.page.PageSection;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads the list of pages.
@Tag("fast")
class PageRegistryTest {
    private final PageRegistry pages = PageFactory.createRegistry();

    @Test
    void listsThePagesInTheOrderOfTheSidebar() {
        assertEquals(
                List.of(PageKind.HOME, PageKind.HISTORY, PageKind.GUIDE),
                pages.pagesIn(PageSection.TOP));
        assertEquals(
                List.of(PageKind.CONNECT, PageKind.DETECT, PageKind.PLAN),
                pages.pagesIn(PageSection.SETUP));
        assertEquals(
                Stream.of(Phase.values()).map(PageKind::of).toList(),
                pages.pagesIn(PageSection.PHASES));
        assertEquals(List.of(PageKind.SUMMARY), pages.pagesIn(PageSection.RESULT));
    }

    @Test
    void onlyPagesOfPhasesHaveTheConsole() {
        for (PageKind kind : PageKind.values()) {
            assertEquals(kind.phase().isPresent(), pages.describePage(kind).console());
        }
    }

    @Test
    void refusesAPageThatIsMissingOrListedTwice() {
        List<PageDescription> all =
                new ArrayList<>(Stream.of(PageKind.values()).map(pages::describePage).toList());
        all.add(pages.describePage(PageKind.HOME));
        assertThrows(IllegalArgumentException.class, () -> new PageRegistry(all));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PageRegistry(all.subList(0, PageKind.values().length - 1)));
    }

    @Test
    void aLocationCarriesParameters() {
        PageLocation backup = new PageLocation(PageKind.BACKUP, 1);
        PageLocation line = backup.withOutputLine(41).withParameter("step", "dump");

        assertEquals(OptionalLong.of(41), line.outputLine());
        assertEquals("dump", line.parameters().get("step"));
        assertEquals(OptionalLong.empty(), backup.outputLine());
        assertTrue(line.isSamePage(backup));
    }
}
