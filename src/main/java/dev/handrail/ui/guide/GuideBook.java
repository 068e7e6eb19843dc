package dev.handrail.ui.guide;

import javafx.scene.image.Image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The user guide in one language: its chapters in order, and the documents that they link to.
record GuideBook(List<GuideDocument> chapters, List<GuideDocument> documents) {
    private static final String FOLDER = "resources/guide/";

    /// They exist in English only.
    private static final List<String> DOCUMENTS =
            List.of(
                    "ten-moments",
                    "configuration",
                    "ssh-options",
                    "add-a-product",
                    "security",
                    "hostile-input");

    /// Reads and parses all documents; not for the FX thread.
    static GuideBook load(Locale locale) {
        String language = locale.getLanguage().equals("de") ? "de" : "en";
        String names = GuideFiles.readText(FOLDER + "chapters.txt").orElse("");
        return new GuideBook(
                read(names.lines().map(name -> FOLDER + language + "/" + name + ".md")),
                read(DOCUMENTS.stream().map(name -> "src/docs/" + name + ".md")));
    }

    private static List<GuideDocument> read(Stream<String> paths) {
        return paths.flatMap(path ->
                        GuideFiles.readText(path)
                                .map(text -> GuideDocument.parse(path, text))
                                .stream())
                .toList();
    }

    Stream<GuideDocument> allDocuments() {
        return Stream.concat(chapters.stream(), documents.stream());
    }

    Optional<GuideDocument> findDocument(String path) {
        return allDocuments().filter(document -> document.path().equals(path)).findFirst();
    }

    /// The chapter of this name, or the first one.
    GuideDocument chapterNamed(String name) {
        return chapters.stream()
                .filter(chapter -> chapter.name().equals(name))
                .findFirst()
                .orElseGet(chapters::getFirst);
    }

    /// The pictures of a document by their paths; not for the FX thread.
    static Map<String, Image> loadPictures(GuideDocument document) {
        Map<String, Image> pictures = new HashMap<>();
        for (String path : document.picturePaths()) {
            try (InputStream in = GuideFiles.openFile(path)) {
                if (in != null) {
                    pictures.put(path, new Image(in));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pictures;
    }
}
