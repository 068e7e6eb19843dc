package dev.handrail.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts together what is sent for a step: quoted assignments, the shared parts, and the script that
/// does it.
final class RemoteScripts {
    private final String process = read("process");
    private final String common = process + read("common");
    private final String start = common + read("start") + read("follow");
    private final String attach = common + read("attach") + read("follow");
    private final String status = common + read("status");
    private final String cancel = common + read("cancel");
    private final String type = common + read("type");
    private final String supervisor = process + read("supervise");
    private final String shell;

    /// `shell`: what runs steps on the server.
    RemoteScripts(String shell) {
        this.shell = shell;
    }

    /// `scope`: as an earlier start reported it, or empty.
    String start(Shell.Folder folder, Shell.Job job, long offset, String scope) {
        Map<String, String> values = of(folder);
        values.put("script", job.script());
        values.put("supervisor", supervisor);
        values.put("shell", shell);
        values.put("kind", job.terminal() ? "terminal" : job.prompts() ? "prompts" : "plain");
        values.put("scope", scope);
        values.put("most", Long.toString(job.most()));
        values.put("offset", Long.toString(offset));
        return assigned(values) + start;
    }

    String attach(Shell.Folder folder, long offset) {
        Map<String, String> values = of(folder);
        values.put("offset", Long.toString(offset));
        return assigned(values) + attach;
    }

    String status(Shell.Folder folder) {
        return assigned(of(folder)) + status;
    }

    String cancel(Shell.Folder folder, long graceTenths) {
        Map<String, String> values = of(folder);
        values.put("grace", Long.toString(graceTenths));
        return assigned(values) + cancel;
    }

    String type(Shell.Folder folder) {
        return assigned(of(folder)) + type;
    }

    private static Map<String, String> of(Shell.Folder folder) {
        for (String part : new String[] {folder.run(), folder.name()}) {
            if (!part.matches("[A-Za-z0-9_.-]{1,64}") || part.matches("\\.+")) {
                throw new IllegalArgumentException("Not a folder's name: " + part);
            }
        }
        if (!folder.base().startsWith("/")) {
            throw new IllegalArgumentException("Not an absolute path: " + folder.base());
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("base", folder.base());
        values.put("run", folder.run());
        values.put("name", folder.name());
        return values;
    }

    /// Not exported: nothing of it reaches the environment of a process.
    private static String assigned(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) ->
                text.append(name).append('=').append(Quote.word(value)).append('\n'));
        return text.toString();
    }

    private static String read(String name) {
        try (InputStream in = RemoteScripts.class.getResourceAsStream("/remote/" + name + ".sh")) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + ".sh is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
