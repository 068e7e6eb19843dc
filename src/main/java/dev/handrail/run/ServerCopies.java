package dev.handrail.run;

import dev.handrail.model.ScriptText;
import dev.handrail.remote.Shell.Ran;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Copies that go to another server of the run: below `copies/<step>` in its work folder there.
/// They pass through memory, so that nothing of them lands on the workstation.
final class ServerCopies implements Copying.Receiver {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Context context;
    private final String role;
    private final String step;

    ServerCopies(Context context, String role, String step) {
        this.context = context;
        this.role = role;
        this.step = step;
    }

    @Override
    public String place(String path) {
        return context.sending().work(role) + "/copies/" + step + path;
    }

    @Override
    public boolean has(String path, String sha256) throws Halted {
        return run("run/copy-has.sh", path, Map.of("COPY_SHA256", sha256)).ok();
    }

    @Override
    public long have(String path) throws Halted {
        Ran ran = run("run/copy-have.sh", path, Map.of());
        String[] fields = ran.out().strip().split("\t");
        return ran.ok() && fields.length == 2 ? Long.parseLong(fields[1]) : 0;
    }

    /// A full disk is said when a piece cannot be written.
    @Override
    public Optional<String> room(long bytes) {
        return Optional.empty();
    }

    @Override
    public Optional<String> append(String path, long offset, byte[] piece) throws Halted {
        String text = text("run/copy-write.sh", path, Map.of("COPY_OFFSET", Long.toString(offset)));
        Ran ran = context.servers().on(role, shell -> shell.feed(text, piece, LIMIT));
        return ran.ok()
                ? Optional.empty()
                : Optional.of(place(path) + " cannot be written: " + ran.err().strip());
    }

    @Override
    public boolean end(String path, String sha256) throws Halted {
        return run("run/copy-end.sh", path, Map.of("COPY_SHA256", sha256)).ok();
    }

    private Ran run(String script, String path, Map<String, String> more) throws Halted {
        String text = text(script, path, more);
        return context.servers().on(role, shell -> shell.run(text, LIMIT));
    }

    private String text(String script, String path, Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("COPY_FILE", place(path));
        return context.sending().text(values, ScriptText.builtIn(script));
    }
}
