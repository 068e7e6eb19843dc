package dev.handrail.cli;

import dev.handrail.cli.output.CommandLanguage;
import dev.handrail.model.Message;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/// Gives `--help` and errors of the command line in the language of the terminal.
final class HelpTranslator {
    private HelpTranslator() {}

    /// Replaces the English help by the German one if the terminal is German.
    static void translateHelp(CommandLine all, CommandLanguage language) {
        if (language.texts().language().equals("de")) {
            applyBundle(all, readBundle());
        }
    }

    private static void applyBundle(CommandLine line, ResourceBundle bundle) {
        line.getCommandSpec().resourceBundle(bundle);
        line.getSubcommands().values().forEach(sub -> applyBundle(sub, bundle));
    }

    private static ResourceBundle readBundle() {
        try (InputStream in =
                HelpTranslator.class.getResourceAsStream("/i18n/help_de.properties")) {
            if (in == null) {
                throw new IllegalStateException("help_de.properties");
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with the command line. A rare error stays in picocli's own English words.
    static Message describeError(ParameterException error) {
        return switch (error) {
            case UnmatchedArgumentException e -> describeUnmatched(e);
            case MissingParameterException e ->
                    Message.of("cli.usage.missing", argumentNames(e.getMissing()));
            default -> describeValue(error);
        };
    }

    private static Message describeUnmatched(UnmatchedArgumentException error) {
        String arguments = String.join(" ", error.getUnmatched());
        return error.isUnknownOption()
                ? Message.of("cli.usage.unknown-option", arguments)
                : Message.of("cli.usage.unmatched", arguments);
    }

    private static Message describeValue(ParameterException error) {
        ArgSpec argument = error.getArgSpec();
        if (argument == null || error.getValue() == null) {
            return Message.literal(String.valueOf(error.getMessage()));
        }
        String name = argumentName(argument);
        return Message.of("cli.usage.invalid-value", error.getValue(), name, argument.paramLabel());
    }

    private static String argumentNames(List<ArgSpec> arguments) {
        return arguments.stream()
                .map(HelpTranslator::argumentName)
                .collect(Collectors.joining(", "));
    }

    private static String argumentName(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
