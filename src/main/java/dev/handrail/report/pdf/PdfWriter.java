package dev.handrail.report.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;

import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/// Turns a report's HTML page, which is well-formed XML, into a PDF document that loads nothing.
public final class PdfWriter {
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    /// Java counts each sign that a page writes as an entity, such as `&lt;`, as one of 100,000. A
    /// page has no entities of its own.
    private static final List<String> LIMITS =
            List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit");

    static {
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new BuiltInFontMapper());
    }

    private PdfWriter() {}

    /// `fonts`: those to embed; without any, the document uses those that each reader has, and
    /// characters outside of Windows-1252 become question marks.
    public static byte[] toPdf(String page, PdfFonts fonts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document document = parse(fonts.isEmpty() ? PdfFonts.reduceToLatin(page) : page);
        BarBoxes.replaceBars(document);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        addFonts(builder, fonts);
        builder.useExternalResourceAccessControl(
                (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useReplacementText("?").withProducer("Handrail");
        builder.withW3cDocument(document, null).toStream(bytes);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void addFonts(PdfRendererBuilder builder, PdfFonts fonts) {
        fonts.normal()
                .ifPresent(file -> builder.useFont(file, "text", NORMAL, FontStyle.NORMAL, true));
        fonts.bold().ifPresent(file -> builder.useFont(file, "text", BOLD, FontStyle.NORMAL, true));
        fonts.mono()
                .ifPresent(file -> builder.useFont(file, "mono", NORMAL, FontStyle.NORMAL, true));
    }

    /// Without entities or anything from outside.
    private static Document parse(String page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            for (String attribute :
                    List.of(
                            XMLConstants.ACCESS_EXTERNAL_DTD,
                            XMLConstants.ACCESS_EXTERNAL_SCHEMA)) {
                factory.setAttribute(attribute, "");
            }
            for (String limit : LIMITS) {
                factory.setAttribute(limit, "0");
            }
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(keepXmlCharacters(page))));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The report is no well-formed page", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A byte of output that is no character of XML becomes the sign for it.
    private static String keepXmlCharacters(String page) {
        StringBuilder kept = new StringBuilder(page.length());
        page.codePoints().map(c -> isXml(c) ? c : 0xfffd).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xd7ff
                || c == '\n'
                || c == '\t'
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }
}
