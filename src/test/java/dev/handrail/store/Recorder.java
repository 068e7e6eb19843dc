package dev.handrail.store;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Answer;
import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Target;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOutcome;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.file.JsonMapping;
import dev.handrail.store.history.EventJson;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Walks the practice upgrade and writes it down as a recording. Called by `src/dev/record`: the
/// file to write.
final class Recorder implements RunListener {
    private static final String HOME = "/home/practice";

    /// Facts of the computer that recorded it, which are nobody's business.
    private static final Set<String> COMPUTER = Set.of("kernel", "virtual", "memory.mb");

    /// Stands in the plan instead of what the practice runbook says of this computer.
    private static final Finding FINDING =
            new Finding(
                    "recording",
                    Finding.Severity.INFO,
                    Message.literal("This is a recording"),
                    Message.literal(
                            "It shows a practice upgrade that ran on another computer. Nothing is"
                                    + " changed here or on any server."),
                    Message.EMPTY,
                    "Handrail",
                    false,
                    Optional.empty());

    private final EventJson events = new EventJson();
    private final JsonMapper mapper =
            JsonMapping.createMapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final ObjectNode recording = mapper.createObjectNode();
    private final ArrayNode entries;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long lineStep;
    private long last = System.nanoTime();

    private Recorder() {
        recording.put("about", "A practice upgrade, recorded by src/dev/record. Not made by hand.");
        recording.put("format", EventJson.FORMAT);
        entries = recording.putArray("entries");
    }

    public static void main(String[] args) throws Exception {
        Path scratch = Files.createTempDirectory("handrail-record");
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(scratch),
                        scratch.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        Recorder recorder = new Recorder();
        try (Engine engine = ((Engine.OpenResult.Ready) Engine.open(config)).engine()) {
            PracticeServer server = ((PracticeStartResult.Ready) engine.startPractice()).server();
            try (ServerConnection link = engine.newLink(server.target(), Askers.nobody())) {
                recorder.walk(engine, link);
            }
            String home = server.keyFile().resolveSibling("home").toString();
            Files.writeString(Path.of(args[0]), recorder.text(home));
            engine.discardPractice("usual");
        }
        System.exit(0);
    }

    private void walk(Engine engine, ServerConnection link) throws Exception {
        link.connect().ifPresent(problem -> fail(English.of(problem)));
        DetectedProduct found =
                engine.detector().detectProducts(link.currentShell()).products().getFirst();
        Plan plan =
                engine.planner()
                        .planUpgrade(
                                found.runbook(),
                                found.facts(),
                                engine.detector().listReleases(link.currentShell(), found),
                                UpgradeRequest.NEWEST);
        if (!(plan instanceof Plan.Ready ready)) {
            throw new IllegalStateException(plan.toString());
        }
        RunOutcome ended =
                engine.runs()
                        .startRun(ready, Map.of("server", link), Recorder::answer, this)
                        .awaitOutcome();
        if (!(ended instanceof RunOutcome.Finished)) {
            fail(ended.toString());
        }
    }

    private static void fail(String why) {
        throw new IllegalStateException(why);
    }

    /// Goes on, and takes the settings that are new.
    private static Optional<Answer> answer(Question question) {
        Map<String, List<Boolean>> taken = new LinkedHashMap<>();
        question.files()
                .forEach(file ->
                        taken.put(
                                file.mine(),
                                file.changes().stream()
                                        .map(change -> change.mine().isEmpty())
                                        .toList()));
        return Optional.of(new Answer(Question.Choice.CONTINUE, "", taken));
    }

    @Override
    public synchronized void onEvent(RunEvent event) {
        lineEnded();
        EventJson.EncodedEvent written = events.writeEvent(event);
        ObjectNode body = (ObjectNode) mapper.readTree(written.body());
        if (event instanceof RunEvent.RunStarted start) {
            mark(body, start);
        }
        if (event instanceof RunEvent.RunFinished) {
            body.put("reason", "It was played from a recording: no server was changed.");
        }
        entry().put("kind", written.kind()).set("body", body);
    }

    /// So that it can never be taken for a run of this workstation.
    private void mark(ObjectNode body, RunEvent.RunStarted start) {
        ObjectNode plan = (ObjectNode) body.get("plan");
        plan.put("productName", start.plan().productName() + " (recorded)");
        plan.set("findings", mapper.valueToTree(List.of(FINDING)));
        Facts facts = start.plan().facts();
        plan.set(
                "facts",
                mapper.valueToTree(
                        new Facts(
                                facts.all().stream()
                                        .filter(fact -> !COMPUTER.contains(fact.key()))
                                        .toList())));
        Target target =
                new Target(
                        "Recording",
                        Target.RECORDING,
                        22,
                        "practice",
                        Optional.empty(),
                        Optional.empty(),
                        Target.Privilege.NONE,
                        "recording");
        RunEvent.RunServer place = start.places().get("server");
        body.put("scope", RunScope.RECORDED.name());
        body.putObject("places")
                .set(
                        "server",
                        mapper.valueToTree(
                                new RunEvent.RunServer(target, place.hostKey(), place.base())));
    }

    @Override
    public synchronized void onOutput(long step, long offset, byte[] bytes) {
        lineStep = step;
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n' && bytes[end - 1] != '\r') {
            end--;
        }
        line.write(bytes, 0, end);
        if (end > 0) {
            lineEnded();
        }
        line.write(bytes, end, bytes.length - end);
    }

    private void lineEnded() {
        if (line.size() > 0) {
            entry().put("step", lineStep).put("text", line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }

    private ObjectNode entry() {
        long now = System.nanoTime();
        ObjectNode entry = entries.addObject().put("after", (now - last) / 1_000_000);
        last = now;
        return entry;
    }

    /// As the recording stands in its file: with nothing of this computer in it.
    private String text(String home) throws Exception {
        String host = '"' + InetAddress.getLocalHost().getHostName() + '"';
        String text =
                mapper.writeValueAsString(recording)
                        .replace(home, HOME)
                        .replace(host, "\"practice\"");
        text.lines()
                .filter(line -> line.contains("handrail-record"))
                .findFirst()
                .ifPresent(line -> fail("It names this computer: " + line.strip()));
        RecordingFile.readRecording(text);
        return text + "\n";
    }
}
