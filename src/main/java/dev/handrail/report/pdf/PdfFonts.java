package dev.handrail.report.pdf;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The font files of this workstation that a PDF document embeds.
public record PdfFonts(Optional<File> normal, Optional<File> bold, Optional<File> mono) {
    private static final List<String> FOLDERS =
            List.of(
                    "/usr/share/fonts/truetype/dejavu",
                    "/usr/share/fonts/dejavu-sans-fonts",
                    "/usr/share/fonts/dejavu-sans-mono-fonts",
                    "/usr/share/fonts/TTF",
                    "/usr/share/fonts/dejavu",
                    "C:\\Windows\\Fonts",
                    "/System/Library/Fonts/Supplemental");

    /// None at all.
    public static final PdfFonts NONE =
            new PdfFonts(Optional.empty(), Optional.empty(), Optional.empty());

    public static PdfFonts find() {
        Optional<File> normal = find("DejaVuSans.ttf", "segoeui.ttf", "Arial Unicode.ttf");
        if (normal.isEmpty()) {
            return NONE;
        }
        return new PdfFonts(
                normal,
                find("DejaVuSans-Bold.ttf", "segoeuib.ttf", "Arial Bold.ttf"),
                find("DejaVuSansMono.ttf", "consola.ttf", "Courier New.ttf"));
    }

    private static Optional<File> find(String... names) {
        return List.of(names).stream()
                .flatMap(name -> FOLDERS.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isReadable)
                .map(Path::toFile)
                .findFirst();
    }

    boolean isEmpty() {
        return normal.isEmpty();
    }

    /// What the fonts of every reader can show.
    static String reduceToLatin(String text) {
        CharsetEncoder latin = Charset.forName("windows-1252").newEncoder();
        StringBuilder reduced = new StringBuilder(text.length());
        text.replace("→", "->")
                .codePoints()
                .map(c -> c < 0x10000 && latin.canEncode((char) c) ? c : '?')
                .forEach(reduced::appendCodePoint);
        return reduced.toString();
    }
}
