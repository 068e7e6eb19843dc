package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Receives copies on another server of the run, below `copies/<step>` in its work folder. They
/// pass through memory, so none of them reaches the workstation's disk. It does not check the free
/// space in advance: a full disk fails the piece that does not fit.
final class ServerDestination implements CopyExecutor.CopyDestination {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final RunServices context;
    private final String role;
    private final String step;

    ServerDestination(RunServices context, String role, String step) {
        this.context = context;
        this.role = role;
        this.step = step;
    }

    @Override
    public String targetPath(String path) {
        return context.assembler().workFolder(role) + "/copies/" + step + path;
    }

    @Override
    public boolean hasFile(String path, String sha256) throws RunStopped {
        return runScript("run/copy-has.sh", path, Map.of("COPY_SHA256", sha256)).hasSucceeded();
    }

    @Override
    public long partSize(String path) throws RunStopped {
        ScriptResult ran = runScript("run/copy-have.sh", path, Map.of());
        String[] fields = ran.out().strip().split("\t");
        return ran.hasSucceeded() && fields.length == 2 && fields[1].matches("[0-9]{1,18}")
                ? Long.parseLong(fields[1])
                : 0;
    }

    @Override
    public Optional<Message> checkSpace(long bytes) {
        return Optional.empty();
    }

    @Override
    public Optional<Message> appendPiece(String path, long offset, byte[] piece) throws RunStopped {
        String text =
                assembleScript(
                        "run/copy-write.sh", path, Map.of("COPY_OFFSET", Long.toString(offset)));
        ScriptResult ran =
                context.servers().runOn(role, shell -> shell.runWithInput(text, piece, LIMIT));
        return ran.hasSucceeded()
                ? Optional.empty()
                : Optional.of(
                        Message.of("run.copy.unwritable-why", targetPath(path), ran.err().strip()));
    }

    @Override
    public boolean completeFile(String path, String sha256) throws RunStopped {
        return runScript("run/copy-end.sh", path, Map.of("COPY_SHA256", sha256)).hasSucceeded();
    }

    private ScriptResult runScript(String script, String path, Map<String, String> more)
            throws RunStopped {
        String text = assembleScript(script, path, more);
        return context.servers().runOn(role, shell -> shell.run(text, LIMIT));
    }

    private String assembleScript(String script, String path, Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("COPY_FILE", targetPath(path));
        return context.assembler().assembleScript(values, ScriptText.builtIn(script));
    }
}
