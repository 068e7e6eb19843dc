package dev.handrail.ui.guide;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.shell.BrowserLauncher;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The user guide: its chapters at the left with a search, one of them at the right. It needs no
/// network.
public final class GuidePage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final PageLocation location;
    private final PageActions actions = new PageActions();
    private final ScrollPane reader = Ui.scrollPane(Ui.column(0));
    private final HBox view = new HBox(16, Ui.growAlways(reader));
    private @Nullable GuideBook book;
    private @Nullable GuideList list;

    public GuidePage(PageContext context, PageLocation location) {
        this.context = context;
        this.texts = context.texts();
        this.location = location;
        view.getStyleClass().addAll("page", "guide");
        reader.setId("guide-reader");
        reader.setPrefWidth(0);
        reader.setAccessibleText(texts.get("guide.text"));
        GuideChapters.pageBefore(location).ifPresent(this::offerWayBack);
    }

    private void offerWayBack(PageLocation before) {
        String name = texts.of("page", before.kind());
        actions.setPrimary(
                PageAction.main(
                        texts.get("guide.back", name), () -> context.nav().goToPage(before)));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public PageActions pageActions() {
        return actions;
    }

    @Override
    public void onShown() {
        context.tasks().of(() -> GuideBook.load(texts.locale())).onDone(this::showBook).start();
    }

    private void showBook(GuideBook read) {
        book = read;
        GuideList entries = new GuideList(texts, read, this::openEntry);
        list = entries;
        view.getChildren().setAll(entries.view(), reader);
        String chapter = location.parameters().getOrDefault(GuideChapters.CHAPTER, "index");
        openDocument(read.chapterNamed(chapter), "");
        entries.focusList();
    }

    private void openEntry(GuideEntry entry) {
        GuideBook read = book;
        if (read != null) {
            read.findDocument(entry.path())
                    .ifPresent(document -> openDocument(document, entry.anchor()));
        }
    }

    /// Reads the pictures in the background, then shows the document at the anchor.
    private void openDocument(GuideDocument document, String anchor) {
        context.tasks()
                .of(() -> GuideBook.loadPictures(document))
                .onDone(pictures -> showDocument(document, anchor, pictures))
                .start();
    }

    private void showDocument(GuideDocument document, String anchor, Map<String, Image> pictures) {
        MarkdownRenderer rendered =
                new MarkdownRenderer(texts, document, createInlines(document), pictures);
        reader.setContent(rendered.view());
        reader.setVvalue(0);
        GuideList entries = list;
        if (entries != null) {
            entries.markDocument(document.path());
        }
        rendered.findHeading(anchor).ifPresent(this::scrollTo);
    }

    /// Marks the words that the reader searches for.
    private InlineRenderer createInlines(GuideDocument document) {
        GuideList entries = list;
        return new InlineRenderer(
                entries == null ? List.of() : entries.searchedWords(),
                link -> canOpenLink(document, link),
                link -> openLink(document, link));
    }

    /// Whether a link leads to the web or to another document of the guide.
    private boolean canOpenLink(GuideDocument from, String link) {
        GuideBook read = book;
        return isWebLink(link)
                || read != null
                        && read.findDocument(GuideFiles.resolvePath(from.path(), link)).isPresent();
    }

    private static boolean isWebLink(String link) {
        return link.startsWith("https://") || link.startsWith("http://");
    }

    private void openLink(GuideDocument from, String link) {
        if (isWebLink(link)) {
            openInBrowser(link);
        } else {
            String path = GuideFiles.resolvePath(from.path(), link);
            openEntry(new GuideEntry("", "", path, GuideFiles.anchorOf(link)));
        }
    }

    /// Copies the address when no browser starts.
    private void openInBrowser(String link) {
        context.tasks()
                .of(() -> BrowserLauncher.openLink(link))
                .onDone(opened -> {
                    if (!opened) {
                        Ui.copyToClipboard(link);
                        context.overlay()
                                .showMessage(
                                        texts.get("link.not-opened.what"),
                                        texts.get("guide.link-copied", link));
                    }
                })
                .start();
    }

    /// Brings a heading to the top, after the next layout.
    private void scrollTo(Node heading) {
        Platform.runLater(() -> {
            reader.applyCss();
            reader.layout();
            double hidden =
                    reader.getContent().getLayoutBounds().getHeight()
                            - reader.getViewportBounds().getHeight();
            if (hidden > 0 && heading.getScene() != null) {
                reader.setVvalue(Math.clamp(heading.getBoundsInParent().getMinY() / hidden, 0, 1));
            }
        });
    }
}
