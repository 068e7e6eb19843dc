package dev.handrail.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Creates a style sheet for another text size. JavaFX cannot size icons relative to the text, so
/// this multiplies the icon sizes of Handrail's own style sheet.
final class ScaledStylesheet {
    private static final Pattern ICON =
            Pattern.compile("([^{}]+)\\{[^}]*-fx-icon-size: ([0-9]+)px");
    private static final int USUAL_ICON = 16;

    private ScaledStylesheet() {}

    /// The style sheet as a data URL that a scene accepts. `font` is the text size in pixels, and
    /// `scale` multiplies the icons.
    static String of(double font, double scale) {
        String css = ".window { -fx-font-size: " + font + "px; }\n" + iconRules(scale);
        byte[] bytes = css.getBytes(StandardCharsets.UTF_8);
        return "data:text/css;charset=utf-8;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /// A rule for the usual icons and one for each selector with a size of its own; none at the
    /// usual size.
    private static String iconRules(double scale) {
        if (scale == 1) {
            return "";
        }
        StringBuilder css = new StringBuilder(iconRule(".ikonli-font-icon", USUAL_ICON * scale));
        Matcher icons = ICON.matcher(ownStylesheet());
        while (icons.find()) {
            int size = Integer.parseInt(icons.group(2));
            for (String selector : icons.group(1).strip().split(",")) {
                css.append(iconRule(selector.strip(), size * scale));
            }
        }
        return css.toString();
    }

    /// A rule that sets the size of icons, rounded to whole pixels.
    private static String iconRule(String selector, double size) {
        return ".window " + selector + " { -fx-icon-size: " + Math.round(size) + "px; }\n";
    }

    /// Handrail's style sheet without its comments, so that the pattern finds only rules.
    private static String ownStylesheet() {
        try (InputStream in = ScaledStylesheet.class.getResourceAsStream("/css/handrail.css")) {
            String css =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return css.replaceAll("(?s)/[*].*?[*]/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
