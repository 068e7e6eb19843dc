package dev.handrail.ui.guide;

import org.commonmark.node.Heading;
import org.commonmark.node.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One parsed document. `path` is its place in the repository, with slashes.
record GuideDocument(String path, String title, Node root) {

    static GuideDocument parse(String path, String markdown) {
        Node root = MarkdownText.parse(markdown);
        String title =
                MarkdownText.childrenOf(root).stream()
                        .filter(Heading.class::isInstance)
                        .findFirst()
                        .map(MarkdownText::plainText)
                        .orElse(path);
        return new GuideDocument(path, title, root);
    }

    /// The file name without its ending, which is the name of a chapter.
    String name() {
        return path.substring(path.lastIndexOf('/') + 1).replace(".md", "");
    }

    /// The headings with the text below each, in order.
    List<GuideSection> sections() {
        List<GuideSection> sections = new ArrayList<>();
        String heading = title;
        StringBuilder text = new StringBuilder();
        for (Node block : MarkdownText.childrenOf(root)) {
            if (block instanceof Heading) {
                addSection(sections, heading, text);
                heading = MarkdownText.plainText(block);
            } else {
                text.append(MarkdownText.plainText(block)).append(' ');
            }
        }
        addSection(sections, heading, text);
        return sections;
    }

    private void addSection(List<GuideSection> sections, String heading, StringBuilder text) {
        if (!text.isEmpty()) {
            String anchor = MarkdownText.anchorOf(heading);
            sections.add(new GuideSection(this, heading, anchor, text.toString().strip()));
        }
        text.setLength(0);
    }

    /// The paths of its pictures.
    Set<String> picturePaths() {
        Set<String> paths = new TreeSet<>();
        MarkdownText.findPictures(root)
                .forEach(link -> paths.add(GuideFiles.resolvePath(path, link)));
        return paths;
    }
}
