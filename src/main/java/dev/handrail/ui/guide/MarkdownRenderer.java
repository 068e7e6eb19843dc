package dev.handrail.ui.guide;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Renders one document of the guide as JavaFX nodes: headings, paragraphs, lists, tables, code and
/// pictures.
final class MarkdownRenderer {
    private final Texts texts;
    private final GuideDocument document;
    private final InlineRenderer inlines;
    private final Map<String, Image> pictures;
    private final Map<String, Node> headings = new HashMap<>();
    private final VBox body = Ui.column(10);

    MarkdownRenderer(
            Texts texts,
            GuideDocument document,
            InlineRenderer inlines,
            Map<String, Image> pictures) {
        this.texts = texts;
        this.document = document;
        this.inlines = inlines;
        this.pictures = pictures;
        body.getStyleClass().add("guide-body");
        addBlocks(document.root(), body);
    }

    Region view() {
        return body;
    }

    /// The heading with this anchor, or empty.
    Optional<Node> findHeading(String anchor) {
        return Optional.ofNullable(headings.get(anchor));
    }

    private void addBlocks(org.commonmark.node.Node parent, VBox box) {
        MarkdownText.childrenOf(parent).forEach(block -> box.getChildren().add(renderBlock(block)));
    }

    private Node renderBlock(org.commonmark.node.Node block) {
        return switch (block) {
            case Heading heading -> renderHeading(heading);
            case Paragraph paragraph -> renderParagraph(paragraph);
            case BulletList list -> renderList(list, 0);
            case OrderedList list -> renderList(list, startOf(list));
            case FencedCodeBlock code -> renderCode(code.getLiteral());
            case IndentedCodeBlock code -> renderCode(code.getLiteral());
            case TableBlock table -> new MarkdownTable(inlines).renderTable(table);
            case BlockQuote quote -> renderQuote(quote);
            case ThematicBreak _ -> new Separator();
            default -> Ui.wrappedText(MarkdownText.plainText(block));
        };
    }

    private Node renderHeading(Heading heading) {
        Node node = inlines.renderInlines(heading, "guide-heading-" + heading.getLevel());
        headings.putIfAbsent(MarkdownText.anchorOf(MarkdownText.plainText(heading)), node);
        return node;
    }

    /// A paragraph that is only a picture becomes the picture.
    private Node renderParagraph(Paragraph paragraph) {
        return paragraph.getFirstChild() instanceof org.commonmark.node.Image picture
                ? renderPicture(picture)
                : inlines.renderInlines(paragraph, "guide-paragraph");
    }

    /// The picture, never larger than it is, with its description below. A picture that is missing
    /// leaves its description.
    private Node renderPicture(org.commonmark.node.Image picture) {
        String description = MarkdownText.plainText(picture);
        Label caption = Ui.wrappedText(description, "muted", "small");
        Image image =
                pictures.get(GuideFiles.resolvePath(document.path(), picture.getDestination()));
        return image == null
                ? caption
                : Ui.column(4, new GuidePicture(image, description), caption);
    }

    private static int startOf(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        return start == null ? 1 : start;
    }

    /// `start` is the number of the first item; 0 for a list without numbers.
    private Node renderList(org.commonmark.node.Node list, int start) {
        VBox items = Ui.column(5);
        items.getStyleClass().add("guide-list");
        int number = start;
        for (org.commonmark.node.Node item : MarkdownText.childrenOf(list)) {
            Label marker = Ui.label(start == 0 ? "\u2022" : number + ".", "guide-marker");
            marker.setMinWidth(Region.USE_PREF_SIZE);
            VBox contents = Ui.column(5);
            addBlocks(item, contents);
            items.getChildren().add(new HBox(8, marker, Ui.growAlways(contents)));
            number++;
        }
        return items;
    }

    /// Code with a button that copies it.
    private Node renderCode(String code) {
        String text = code.stripTrailing();
        Label label = Ui.wrappedText(text, "mono");
        HBox row = new HBox(8, Ui.growAlways(label), Ui.copyButton(texts, () -> text));
        row.getStyleClass().add("guide-code-block");
        return row;
    }

    private Node renderQuote(BlockQuote quote) {
        VBox box = Ui.column(8);
        box.getStyleClass().add("guide-quote");
        addBlocks(quote, box);
        return box;
    }
}
