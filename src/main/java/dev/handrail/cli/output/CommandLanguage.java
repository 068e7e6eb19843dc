package dev.handrail.cli.output;

import dev.handrail.text.MessageFormatter;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The language in which a command speaks: that of `--lang`, or else of the surroundings.
public final class CommandLanguage {
    private MessageFormatter texts;

    /// The languages that Handrail speaks.
    public enum Choice {
        EN,
        DE;

        public Locale locale() {
            return Locale.forLanguageTag(name().toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CommandLanguage(Locale locale) {
        this.texts = new MessageFormatter(locale);
    }

    /// As the environment of a process asks for it, in the order in which other programs look.
    public static Locale of(Map<String, String> environment) {
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

    public void choose(Locale locale) {
        texts = new MessageFormatter(locale);
    }
}
