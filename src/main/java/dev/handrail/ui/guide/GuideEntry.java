package dev.handrail.ui.guide;

/// A row of the guide's list: a chapter, or a section that a search found.
///
/// `detail`: the second line, or empty.
record GuideEntry(String title, String detail, String path, String anchor) {

    static GuideEntry ofDocument(GuideDocument document, String detail) {
        return new GuideEntry(document.title(), detail, document.path(), "");
    }

    static GuideEntry ofSection(GuideSection section, String excerpt) {
        String chapter = section.document().title();
        String title =
                section.heading().equals(chapter)
                        ? chapter
                        : section.heading() + " \u00b7 " + chapter;
        return new GuideEntry(title, excerpt, section.document().path(), section.anchor());
    }
}
