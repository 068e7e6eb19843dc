package dev.handrail.ui.shell;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageContext;

/// Asks before it opens an address, because the address comes from the output of a server.
final class LinkConfirmation {
    private final PageContext context;
    private final Texts texts;

    LinkConfirmation(PageContext context) {
        this.context = context;
        this.texts = context.texts();
    }

    void confirmLink(String link) {
        context.overlay()
                .askConfirmation(
                        texts.get("link.open-title"),
                        texts.get("link.open-text", link),
                        texts.get("link.open"),
                        false,
                        () -> openLink(link));
    }

    /// Opens the address in the background, and shows a problem when no browser started.
    private void openLink(String link) {
        context.tasks()
                .of(() -> BrowserLauncher.openLink(link))
                .onDone(opened -> {
                    if (!opened) {
                        context.overlay().showProblem(browserProblem());
                    }
                })
                .start();
    }

    private static Problem browserProblem() {
        return new Problem(
                "link.not-opened",
                Message.of("link.not-opened.what"),
                Message.of("link.not-opened.todo"));
    }
}
