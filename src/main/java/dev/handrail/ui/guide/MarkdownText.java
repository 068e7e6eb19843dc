package dev.handrail.ui.guide;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Parses Markdown, and reads what stands in the parsed nodes.
final class MarkdownText {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private MarkdownText() {}

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    static List<Node> childrenOf(Node parent) {
        List<Node> children = new ArrayList<>();
        @Nullable Node child = parent.getFirstChild();
        while (child != null) {
            children.add(child);
            child = child.getNext();
        }
        return children;
    }

    /// The words of a node without any markup.
    static String plainText(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            case FencedCodeBlock block -> block.getLiteral();
            case IndentedCodeBlock block -> block.getLiteral();
            case SoftLineBreak _, HardLineBreak _ -> " ";
            default -> plainTextOfChildren(node);
        };
    }

    /// Blocks are divided by spaces, the parts of a sentence are not.
    private static String plainTextOfChildren(Node node) {
        List<Node> children = childrenOf(node);
        boolean inline = children.stream().anyMatch(MarkdownText::isInline);
        return children.stream()
                .map(MarkdownText::plainText)
                .collect(Collectors.joining(inline ? "" : " "));
    }

    private static boolean isInline(Node node) {
        return node instanceof Text || node instanceof Code || node instanceof Link;
    }

    /// The anchor that a heading gets, as on the usual sites for source code.
    static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    static List<String> findPictures(Node root) {
        return findNodes(root)
                .filter(Image.class::isInstance)
                .map(node -> ((Image) node).getDestination())
                .toList();
    }

    static List<String> findLinks(Node root) {
        return findNodes(root)
                .filter(Link.class::isInstance)
                .map(node -> ((Link) node).getDestination())
                .toList();
    }

    private static Stream<Node> findNodes(Node node) {
        return Stream.concat(
                Stream.of(node), childrenOf(node).stream().flatMap(MarkdownText::findNodes));
    }
}
