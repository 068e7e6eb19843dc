package dev.handrail.ui.guide;

/// The text below one heading of a document. `anchor` is the part of a link after `#`.
record GuideSection(GuideDocument document, String heading, String anchor, String text) {}
