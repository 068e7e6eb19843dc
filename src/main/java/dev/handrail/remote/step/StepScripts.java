package dev.handrail.remote.step;

import dev.handrail.remote.ServerShell;
import dev.handrail.text.ShellQuote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Assembles the script for a step: quoted assignments, the shared parts, and the script that does
/// the work.
public final class StepScripts {
    private final String process = readScript("process");
    private final String common = process + readScript("common");
    private final String start = common + readScript("start") + readScript("follow");
    private final String attach = common + readScript("attach") + readScript("follow");
    private final String status = common + readScript("status");
    private final String cancel = common + readScript("cancel");
    private final String type = common + readScript("type");
    private final String supervisor = process + readScript("supervise");
    private final String shell;

    /// `shell`: the path of the shell that runs steps on the server.
    public StepScripts(String shell) {
        this.shell = shell;
    }

    /// `scope`: as an earlier start reported it, or empty.
    public String startScript(
            ServerShell.StepFolder folder, ServerShell.StepJob job, long offset, String scope) {
        Map<String, String> values = of(folder);
        values.put("script", job.script());
        values.put("supervisor", supervisor);
        values.put("shell", shell);
        values.put("kind", job.terminal() ? "terminal" : job.prompts() ? "prompts" : "plain");
        values.put("scope", scope);
        values.put("most", Long.toString(job.most()));
        values.put("offset", Long.toString(offset));
        return assignVariables(values) + start;
    }

    /// The script follows a started step from `offset` and starts nothing.
    public String attachScript(ServerShell.StepFolder folder, long offset) {
        Map<String, String> values = of(folder);
        values.put("offset", Long.toString(offset));
        return assignVariables(values) + attach;
    }

    /// The script answers once and ends.
    public String statusScript(ServerShell.StepFolder folder) {
        return assignVariables(of(folder)) + status;
    }

    /// `graceTenths`: tenths of a second between TERM and KILL.
    public String cancelScript(ServerShell.StepFolder folder, long graceTenths) {
        Map<String, String> values = of(folder);
        values.put("grace", Long.toString(graceTenths));
        return assignVariables(values) + cancel;
    }

    /// The script reads the input to type from descriptor 3.
    public String typeScript(ServerShell.StepFolder folder) {
        return assignVariables(of(folder)) + type;
    }

    private static Map<String, String> of(ServerShell.StepFolder folder) {
        checkNames(folder);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("base", folder.base());
        values.put("run", folder.run());
        values.put("name", folder.name());
        return values;
    }

    /// Rejects names that could leave the base folder, such as `..`.
    private static void checkNames(ServerShell.StepFolder folder) {
        for (String part : new String[] {folder.run(), folder.name()}) {
            if (!part.matches("[A-Za-z0-9_.-]{1,64}") || part.matches("\\.+")) {
                throw new IllegalArgumentException("Not a folder's name: " + part);
            }
        }
        if (!folder.base().startsWith("/")) {
            throw new IllegalArgumentException("Not an absolute path: " + folder.base());
        }
    }

    /// Does not export the variables, which keeps them out of the environment of every process.
    private static String assignVariables(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) ->
                text.append(name).append('=').append(ShellQuote.quoteWord(value)).append('\n'));
        return text.toString();
    }

    private static String readScript(String name) {
        try (InputStream in = StepScripts.class.getResourceAsStream("/remote/" + name + ".sh")) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + ".sh is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
