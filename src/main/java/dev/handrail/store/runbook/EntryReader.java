package dev.handrail.store.runbook;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;

import java.util.List;
import java.util.regex.Pattern;

/// Reads the entries of a runbook's lists, apart from its routes.
final class EntryReader {
    /// Environment variables that Handrail, its library, the shell, the loader, or programs that a
    /// script calls obey. No parameter may overwrite one.
    private static final Pattern RESERVED =
            Pattern.compile(
                    "(HR|F|HANDRAIL|LD|LC|GIT|PIP|SSH|SUDO|DBUS|XDG|SYSTEMD|GCONV|BASH|DEBIAN|APT"
                        + "|DPKG|OPENSSL|SSL|CURL|NPM)_.*|(PYTHON|PERL5?|RUBY|NODE|JAVA|JDK)_?"
                        + "(PATH|HOME|STARTUP|OPTIONS|OPTS?|LIB|DB|TOOL_OPTIONS|INSPECT"
                        + "|USERBASE|WARNINGS|BREAKPOINT|PYCACHEPREFIX|EXECUTABLE|PLATLIBDIR)"
                        + "|PG[A-Z]+|[A-Z]+_PROXY|TAB|PATH|HOME|IFS|ENV|BASH(OPTS)?|SHELL(OPTS)?"
                        + "|CDPATH|GLOBIGNORE|PWD|OLDPWD|USER|LOGNAME|LANG(UAGE)?|TMPDIR|TERM"
                        + "|TERMINFO|TZ(DIR)?|PS[1-4]|PROMPT_COMMAND|EDITOR|VISUAL|PAGER|LESS[A-Z]*"
                        + "|MANPAGER|BROWSER|NLSPATH|HOSTALIASES|LOCALDOMAIN|RES_OPTIONS"
                        + "|RESOLV_HOST_CONF|MALLOC_.*|GLIBC_TUNABLES|UID|EUID|PPID|OPTIND");

    private EntryReader() {}

    static Runbook.Release readRelease(RunbookField field) {
        return new Runbook.Release(
                field.at("version").readVersion(),
                field.at("date").text(),
                field.at("source").text());
    }

    static Runbook.Parameter readParameter(RunbookField field) {
        Runbook.Parameter parameter =
                new Runbook.Parameter(
                        field.at("key").text(),
                        field.at("label").message(),
                        field.at("help").message(),
                        field.at("fact").readOptional(RunbookField::text),
                        field.at("otherwise").text(),
                        field.at("choices").readList(RunbookField::text));
        checkParameter(field, parameter);
        return parameter;
    }

    /// Adds an error for a reserved name, and for a default that is none of the choices.
    private static void checkParameter(RunbookField field, Runbook.Parameter parameter) {
        if (isReserved(parameter.key())) {
            field.at("key").addError(Message.of("store.runbook.reserved-name", parameter.key()));
        }
        List<String> choices = parameter.choices();
        if (!choices.isEmpty() && !choices.contains(parameter.otherwise())) {
            field.at("otherwise")
                    .addError(Message.of("store.runbook.no-choice", String.join(", ", choices)));
        }
    }

    static boolean isReserved(String name) {
        return RESERVED.matcher(name).matches();
    }

    static Runbook.Check readCheck(RunbookField field) {
        return new Runbook.Check(
                field.at("key").text(),
                field.at("severity").enumConstant(Finding.Severity.class, Finding.Severity.BLOCKER),
                field.at("crossing").readOptional(RunbookField::readVersion),
                ConditionReader.readCondition(field.at("when")),
                field.at("title").message(),
                field.at("why").message(),
                field.at("fix").message(),
                field.at("source").text(),
                field.at("waivable").isTrue(),
                field.at("choose").readOptional(EntryReader::readChoice));
    }

    private static Runbook.ParameterChoice readChoice(RunbookField field) {
        return new Runbook.ParameterChoice(
                field.at("parameter").text(),
                field.at("value").text(),
                field.at("button").message());
    }

    /// The text of a note is in the field `text`, or in the file that `file` names.
    static Runbook.Note readNote(RunbookField field) {
        RunbookField file = field.at("file");
        return new Runbook.Note(
                field.at("crossing").readVersion(),
                ConditionReader.readCondition(field.at("when")),
                field.at("text")
                        .message(
                                file.isPresent()
                                        ? file.readFile(file.text())
                                        : field.at("text").text()),
                field.at("source").text());
    }

    static Runbook.Failure readFailure(RunbookField field) {
        return new Runbook.Failure(
                field.at("key").text(),
                field.at("pattern").readRegex(),
                field.at("meaning").message(),
                field.at("todo").message(),
                field.at("recovery").readOptional(RunbookField::readScript),
                field.at("source").text());
    }
}
