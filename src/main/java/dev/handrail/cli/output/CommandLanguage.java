package dev.handrail.cli.output;

import dev.handrail.text.MessageFormatter;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The language in which a command prints: that of `--lang`, or else that of the environment.
public final class CommandLanguage {
    private MessageFormatter texts;

    /// The languages that `--lang` offers.
    public enum LanguageChoice {
        EN,
        DE;

        public Locale locale() {
            return Locale.forLanguageTag(toString());
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CommandLanguage(Locale locale) {
        this.texts = new MessageFormatter(locale);
    }

    /// The language that the environment variables ask for; the first one that is set wins, in the
    /// order of POSIX. English if none is set.
    public static Locale readEnvironment(Map<String, String> environment) {
        String name =
                List.of("LC_ALL", "LC_MESSAGES", "LANG").stream()
                        .map(variable -> environment.getOrDefault(variable, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("");
        String tag = name.replaceFirst("[.@].*", "").replace('_', '-');
        return tag.isEmpty() || tag.equals("C") || tag.equals("POSIX")
                ? Locale.ENGLISH
                : Locale.forLanguageTag(tag);
    }

    public MessageFormatter texts() {
        return texts;
    }

    /// Replaces the language of the environment.
    public void chooseLanguage(Locale locale) {
        texts = new MessageFormatter(locale);
    }
}
