package dev.handrail.cli;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.session.CommandContext;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the man pages, in English and German, and the completions for bash, all from the commands
/// themselves. Arguments: version, date, folder. The packages call it; it is compiled beside the
/// JAR.
final class ManualWriter {
    private static final Map<String, String> GERMAN =
            Map.ofEntries(
                    Map.entry("NAME", "BEZEICHNUNG"),
                    Map.entry("SYNOPSIS", "ÜBERSICHT"),
                    Map.entry("DESCRIPTION", "BESCHREIBUNG"),
                    Map.entry("OPTIONS", "OPTIONEN"),
                    Map.entry("COMMANDS", "BEFEHLE"),
                    Map.entry("EXIT STATUS", "RÜCKGABEWERT"),
                    Map.entry("ENVIRONMENT", "UMGEBUNGSVARIABLEN"),
                    Map.entry("FILES", "DATEIEN"),
                    Map.entry("SEE ALSO", "SIEHE AUCH"),
                    Map.entry(
                            "upgrades self-hosted servers step by step",
                            "aktualisiert selbst betriebene Server Schritt für Schritt"),
                    Map.entry(
                            "One folder for history, settings and log.",
                            "Ein Ordner für Verlauf, Einstellungen und Protokoll."),
                    Map.entry(
                            "Home of another Java, 25 or newer.",
                            "Ordner eines anderen Java, 25 oder neuer."),
                    Map.entry("More options for Java.", "Weitere Optionen für Java."),
                    Map.entry("The history of all runs.", "Der Verlauf aller Läufe."),
                    Map.entry(
                            "Settings, saved servers and runbooks of your own.",
                            "Einstellungen, gespeicherte Server und eigene Runbooks."),
                    Map.entry("The log.", "Das Protokoll."));

    private final StringBuilder page = new StringBuilder();
    private final boolean german;

    private ManualWriter(boolean german) {
        this.german = german;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[2]));
        String english = new ManualWriter(false).writePage(args[0], args[1]);
        Files.writeString(folder.resolve("handrail.1"), english);
        String german = new ManualWriter(true).writePage(args[0], args[1]);
        Files.writeString(folder.resolve("handrail.de.1"), german);
        String bash = AutoComplete.bash("handrail", readCommands(false));
        Files.writeString(folder.resolve("handrail.bash"), bash.replaceFirst("^#!.*\\R", ""));
    }

    private static CommandLine readCommands(boolean german) {
        CommandContext context =
                new CommandContext(new SystemTerminal(), EngineConfig.defaultConfig());
        CommandLine all = CommandLineApp.createCommandLine(context, null);
        context.terminal().language().chooseLanguage(german ? Locale.GERMAN : Locale.ENGLISH);
        HelpTranslator.translateHelp(all, context.terminal().language());
        return all;
    }

    private String writePage(String version, String date) {
        CommandLine all = readCommands(german);
        CommandSpec spec = all.getCommandSpec();
        line(".TH HANDRAIL 1 \"%s\" \"Handrail %s\"".formatted(date, version));
        line(".nh");
        line(".ad l");
        section("NAME");
        text("handrail - " + translate("upgrades self-hosted servers step by step"));
        section("SYNOPSIS");
        writeSynopsis(spec);
        section("DESCRIPTION");
        writeTexts(spec.usageMessage().description());
        writeTexts(spec.usageMessage().footer());
        section("OPTIONS");
        writeArguments(spec, true);
        section("COMMANDS");
        writeSubcommands(all);
        writeEnd(spec);
        return page.toString();
    }

    private void writeEnd(CommandSpec spec) {
        section("EXIT STATUS");
        spec.usageMessage().exitCodeList().forEach(this::item);
        section("ENVIRONMENT");
        item("HANDRAIL_HOME", translate("One folder for history, settings and log."));
        item("HANDRAIL_JAVA_HOME", translate("Home of another Java, 25 or newer."));
        item("HANDRAIL_JAVA_OPTS", translate("More options for Java."));
        section("FILES");
        item("~/.local/share/handrail", translate("The history of all runs."));
        item("~/.config/handrail", translate("Settings, saved servers and runbooks of your own."));
        item("~/.local/state/handrail", translate("The log."));
        section("SEE ALSO");
        line("\\fBssh\\fR(1), \\fBssh_config\\fR(5)");
    }

    private void writeSubcommands(CommandLine parent) {
        for (CommandLine line : parent.getSubcommands().values()) {
            CommandSpec spec = line.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                line(".SS " + roff(spec.qualifiedName()));
                writeSynopsis(spec);
                writeTexts(spec.usageMessage().description());
                writeArguments(spec, false);
                writeTexts(spec.usageMessage().footer());
                writeSubcommands(line);
            }
        }
    }

    private void writeSynopsis(CommandSpec spec) {
        Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
        String all = help.synopsis(0).strip().replaceAll("\\s+", " ");
        line(".PP");
        line("\\fB" + roff(spec.qualifiedName()) + "\\fR");
        text(all.substring(spec.qualifiedName().length()).strip());
        line(".PP");
    }

    /// The arguments that a command has for itself: those that all have stand at the top.
    private void writeArguments(CommandSpec spec, boolean top) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            writeArgument(parameter.paramLabel(), parameter);
        }
        List<OptionSpec> options =
                spec.options().stream()
                        .filter(option -> !option.hidden() && (top || !isCommon(option)))
                        .sorted(Comparator.comparing(OptionSpec::longestName))
                        .toList();
        for (OptionSpec option : options) {
            String label = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
            writeArgument(String.join(", ", option.names()) + label, option);
        }
    }

    private static boolean isCommon(OptionSpec option) {
        return option.inherited() || option.usageHelp() || option.versionHelp();
    }

    private void writeArgument(String name, ArgSpec argument) {
        if (!argument.hidden()) {
            item(name, join(argument.description()));
        }
    }

    private void writeTexts(String... texts) {
        for (String each : texts) {
            if (!each.isBlank()) {
                text(join(each));
                line(".PP");
            }
        }
    }

    private static String join(String... texts) {
        return Arrays.stream(texts)
                .map(each -> Ansi.OFF.string(String.format(each)).strip())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String translate(String english) {
        return german ? GERMAN.get(english) : english;
    }

    private void section(String title) {
        line(".SH " + translate(title));
    }

    private void item(String name, String description) {
        line(".TP");
        line("\\fB" + roff(name) + "\\fR");
        text(description);
    }

    private void text(String text) {
        line(roff(text));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /// Without a meaning for roff: backslashes, hyphens and quotes, and dots where a line begins.
    private static String roff(String text) {
        String escaped =
                text.replace("\\", "\\e")
                        .replace("-", "\\-")
                        .replace("'", "\\(aq")
                        .replace("^", "\\(ha")
                        .replace("~", "\\(ti")
                        .replaceAll("\\s*\\R\\s*", " ");
        return escaped.replaceAll("^\\.", "\\\\&.");
    }
}
