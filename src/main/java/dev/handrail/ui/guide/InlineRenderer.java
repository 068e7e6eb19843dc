package dev.handrail.ui.guide;

import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Renders the words of a block as a flow of texts. Links can be clicked, or reached with Tab and
/// opened with Enter.
final class InlineRenderer {
    private final List<String> words;
    private final Predicate<String> opens;
    private final Consumer<String> opener;

    /// `words` are marked, in lower case. A link becomes a plain text unless `opens` accepts it.
    InlineRenderer(List<String> words, Predicate<String> opens, Consumer<String> opener) {
        this.words = words;
        this.opens = opens;
        this.opener = opener;
    }

    TextFlow renderInlines(Node parent, String styleClass) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add(styleClass);
        addChildren(parent, flow, List.of("guide-text"));
        return flow;
    }

    private void addChildren(Node parent, TextFlow flow, List<String> classes) {
        MarkdownText.childrenOf(parent).forEach(child -> addInline(child, flow, classes));
    }

    private void addInline(Node inline, TextFlow flow, List<String> classes) {
        switch (inline) {
            case org.commonmark.node.Text text -> addText(text.getLiteral(), flow, classes);
            case Code code -> addText(code.getLiteral(), flow, and(classes, "guide-code"));
            case StrongEmphasis strong -> addChildren(strong, flow, and(classes, "guide-strong"));
            case Emphasis emphasis -> addChildren(emphasis, flow, and(classes, "guide-emphasis"));
            case Link link -> addLink(link, flow, classes);
            case SoftLineBreak _ -> addText(" ", flow, classes);
            case HardLineBreak _ -> addText("\n", flow, classes);
            default -> addText(MarkdownText.plainText(inline), flow, classes);
        }
    }

    private static List<String> and(List<String> classes, String more) {
        List<String> all = new ArrayList<>(classes);
        all.add(more);
        return all;
    }

    private void addLink(Link link, TextFlow flow, List<String> classes) {
        if (!opens.test(link.getDestination())) {
            addChildren(link, flow, classes);
            return;
        }
        Text text = createText(MarkdownText.plainText(link), and(classes, "guide-link"));
        text.setAccessibleRole(AccessibleRole.HYPERLINK);
        text.setAccessibleText(text.getText());
        text.setFocusTraversable(true);
        onActivation(text, () -> opener.accept(link.getDestination()));
        flow.getChildren().add(text);
    }

    private static void onActivation(Text text, Runnable action) {
        text.setOnMouseClicked(event -> action.run());
        text.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                action.run();
                event.consume();
            }
        });
    }

    /// Adds a text, with the words that were searched for in pieces of their own.
    private void addText(String text, TextFlow flow, List<String> classes) {
        String lower = text.toLowerCase(Locale.ROOT);
        int done = 0;
        for (int at = 0; at < text.length(); ) {
            int length = matchAt(lower, at);
            if (length > 0) {
                addPiece(text.substring(done, at), flow, classes);
                addPiece(text.substring(at, at + length), flow, and(classes, "guide-match"));
                done = at + length;
            }
            at += Math.max(1, length);
        }
        addPiece(text.substring(done), flow, classes);
    }

    /// How long the word is that begins here; 0 for none.
    private int matchAt(String lower, int at) {
        return words.stream()
                .filter(word -> word.length() > 1 && lower.startsWith(word, at))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static void addPiece(String text, TextFlow flow, List<String> classes) {
        if (!text.isEmpty()) {
            flow.getChildren().add(createText(text, classes));
        }
    }

    private static Text createText(String text, List<String> classes) {
        Text node = new Text(text);
        node.getStyleClass().addAll(classes);
        return node;
    }
}
