package dev.handrail.report.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Run;
import dev.handrail.report.ReportRenderer;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.text.MessageFormatter;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

@Tag("fast")
class PdfWriterTest {
    @TempDir static Path fontCache;
    @TempDir Path folder;

    /// Where PDFBox writes down which fonts it found; by itself, in the folder of the user.
    @BeforeAll
    static void setFontCache() {
        System.setProperty("pdfbox.fontcache", fontCache.toString());
    }

    @AfterAll
    static void clearFontCache() {
        System.clearProperty("pdfbox.fontcache");
    }

    @Test
    void theDocumentSaysWhatThePageSays() throws Exception {
        String text = textOf(render(MessageFormatter.ENGLISH));
        for (String part : new String[] {"boiled dry", "Configuration", "1 / "}) {
            assertTrue(text.contains(part), part + " is missing in " + text);
        }
        String german = textOf(render(new MessageFormatter(Locale.GERMAN)));
        assertTrue(german.contains("Schritte"), german);
    }

    @Test
    void hostileTextIsOnlyText() throws Exception {
        String page =
                "<html><body><p>a &lt;script&gt; \u0000\u0007 \ud800 b</p>"
                        + "<img src=\"file:///etc/passwd\"/><p>end</p></body></html>";
        String text = textOf(PdfWriter.toPdf(page, PdfFonts.find()));
        assertTrue(text.contains("<script>") && text.contains("end"), text);
        assertFalse(text.contains("root:"), text);
    }

    @Test
    void withoutFontsOfThisWorkstationItUsesThoseOfEveryReader() throws Exception {
        String page = "<html><body><p>1.0 → 2.0 – grün 茶</p></body></html>";
        assertEquals("1.0 -> 2.0 – grün ?", textOf(PdfWriter.toPdf(page, PdfFonts.NONE)).strip());
    }

    @Test
    void aPageWithMoreSignsThanJavaAllowsInAnXmlFileIsADocument() throws Exception {
        String page =
                "<html><body><p title=\"" + "&lt;".repeat(150_000) + "\">end</p></body></html>";
        assertEquals("end", textOf(PdfWriter.toPdf(page, PdfFonts.NONE)).strip());
    }

    @Test
    void leavesNothingInTheFolderOfTheUser() throws Exception {
        textOf(PdfWriter.toPdf("<html><body><p>a</p></body></html>", PdfFonts.NONE));
        try (Stream<Path> files = Files.list(fontCache)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private byte[] render(MessageFormatter formatter) throws IOException {
        try (DataStore store = ((StoreOpenResult.Ready) DataStore.open(folder)).store()) {
            if (store.journal().listRuns().isEmpty()) {
                Samples.whole().forEach(event -> store.journal().appendEvent("a", event));
                store.journal().appendOutput("a", 5, 0, "boiled dry\n".getBytes(UTF_8));
            }
            Run run = Run.of("a", store.journal().readEvents("a"));
            return ReportRenderer.renderPdf(run, store.journal(), formatter);
        }
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
