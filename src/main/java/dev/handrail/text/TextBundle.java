package dev.handrail.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Handrail's own texts in one language, each a pattern of [MessageFormat].
final class TextBundle {
    private final ResourceBundle bundle;
    private final Locale wanted;

    TextBundle(Locale wanted) {
        this.wanted = wanted;
        this.bundle =
                ResourceBundle.getBundle(
                        "i18n.messages",
                        wanted,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    Locale wanted() {
        return wanted;
    }

    /// The locale of numbers and dates: that of the texts, which is English where the wanted
    /// language has none.
    Locale locale() {
        boolean spoken = bundle.getLocale().getLanguage().equals(wanted.getLanguage());
        return spoken ? wanted : Locale.ENGLISH;
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /// The key must exist. A text without `{` and `'` is returned as it is, for speed.
    String format(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        boolean plain = pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
        return plain ? pattern : new MessageFormat(pattern, locale()).format(arguments);
    }
}
