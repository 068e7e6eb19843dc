package dev.handrail.app;

import dev.handrail.model.Run;
import dev.handrail.model.Runbook;
import dev.handrail.redact.SecretRedactor;
import dev.handrail.report.ReportRenderer;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a developer needs to understand a problem, as one text that the admin reads before it is
/// saved: versions, settings, the end of the log and, on request, a run. It is in English.
///
/// Secrets are redacted, and the home folder is named `~`. Addresses of servers appear only with a
/// run, or where the log has them.
public final class ProblemReport {
    private static final int MOST_LOG = 30_000;
    private static final List<String> SETTINGS =
            List.of("theme", "text.scale", "notify", "window.width", "window.height");

    private ProblemReport() {}

    /// Reads the log and the run; not for the FX thread. `run` is the id of the run to add.
    public static String describe(Engine engine, Optional<String> run) {
        String text =
                "Handrail "
                        + ProductVersion.text()
                        + "\n"
                        + describeSystem()
                        + describeEngine(engine)
                        + "\n## Log\n\n"
                        + readLog(engine.log().path())
                        + run.flatMap(engine.runs()::findRun)
                                .map(found -> describeRun(engine, found))
                                .orElse("");
        return new SecretRedactor(List.of()).redactText(text.replace(home(), "~"));
    }

    private static String home() {
        return System.getProperty("user.home");
    }

    private static String describeSystem() {
        return "Java %s, %s %s %s\nLanguage %s, charset of file names %s, of texts %s\n"
                .formatted(
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Locale.getDefault(),
                        System.getProperty("sun.jnu.encoding"),
                        Charset.defaultCharset());
    }

    private static String describeEngine(Engine engine) {
        String runbooks =
                engine.runbooks().stream().map(Runbook::id).collect(Collectors.joining(", "));
        String settings =
                SETTINGS.stream()
                        .map(key -> key + "=" + engine.settings().get(key).orElse("(not set)"))
                        .collect(Collectors.joining(", "));
        return "Runbooks: %s\nRunbooks with errors: %d\nSettings: %s\n"
                .formatted(runbooks, engine.runbookErrors().size(), settings);
    }

    /// The end of the log file, from the beginning of a line.
    private static String readLog(Path log) {
        try {
            String text = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
            int from = Math.max(0, text.length() - MOST_LOG);
            String end = from == 0 ? text : text.substring(text.indexOf('\n', from) + 1);
            return end.isBlank() ? "(empty)\n" : end;
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")\n";
        }
    }

    private static String describeRun(Engine engine, Run run) {
        return "\n## Run "
                + run.id()
                + "\n\n"
                + ReportRenderer.renderMarkdown(run, engine.journal());
    }
}
