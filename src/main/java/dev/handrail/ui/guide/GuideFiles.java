package dev.handrail.ui.guide;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The files of the guide inside the application. They are named by their place in the repository,
/// so that links mean the same there and here.
final class GuideFiles {
    private GuideFiles() {}

    /// The path that a relative link in a document names, without its anchor.
    static String resolvePath(String document, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        return file.isEmpty()
                ? document
                : URI.create("/" + document).resolve(file).getPath().replaceFirst("^/", "");
    }

    /// The part after `#`, or an empty text.
    static String anchorOf(String link) {
        int hash = link.indexOf('#');
        return hash < 0 ? "" : link.substring(hash + 1);
    }

    /// Empty for a file that is not part of the application.
    static Optional<String> readText(String path) {
        try (InputStream in = openFile(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Null for a file that is not part of the application.
    static @Nullable InputStream openFile(String path) {
        return GuideFiles.class.getResourceAsStream(
                "/" + path.replaceFirst("^(resources|src)/", ""));
    }
}
