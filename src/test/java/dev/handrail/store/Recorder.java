package dev.handrail.store;

import dev.handrail.app.Engine;
import dev.handrail.detect.Found;
import dev.handrail.model.Answer;
import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Target;
import dev.handrail.model.Wish;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.Started;
import dev.handrail.remote.Link;
import dev.handrail.run.Ended;
import dev.handrail.run.Watcher;
import dev.handrail.testing.Askers;

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
final class Recorder implements Watcher {
    private static final String HOME = "/home/practice";

    /// Facts of the computer that recorded it, which are nobody's business.
    private static final Set<String> COMPUTER = Set.of("kernel", "virtual", "memory.mb");

    /// Stands in the plan instead of what the practice runbook says of this computer.
    private static final Finding FINDING =
            new Finding(
                    "recording",
                    Finding.Severity.INFO,
                    "This is a recording",
                    "It shows a practice upgrade that ran on another computer. Nothing is changed"
                            + " here or on any server.",
                    "",
                    "Handrail",
                    false,
                    Optional.empty());

    private final EventJson events = new EventJson();
    private final JsonMapper mapper =
            Json.mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
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
        Engine.Config config =
                new Engine.Config(
                        Folders.under(scratch),
                        scratch.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        Recorder recorder = new Recorder();
        try (Engine engine = ((Engine.Opening.Ready) Engine.open(config)).engine()) {
            PracticeServer server = ((Started.Ready) engine.practice()).server();
            try (Link link = engine.link(server.target(), Askers.nobody())) {
                recorder.walk(engine, link);
            }
            String home = server.keyFile().resolveSibling("home").toString();
            Files.writeString(Path.of(args[0]), recorder.text(home));
            engine.discardPractice("usual");
        }
        System.exit(0);
    }

    private void walk(Engine engine, Link link) throws Exception {
        link.connect().ifPresent(problem -> fail(problem.toString()));
        Found found = engine.detector().detect(link.shell()).products().getFirst();
        Plan plan =
                engine.planner()
                        .plan(
                                found.runbook(),
                                found.facts(),
                                engine.detector().releases(link.shell(), found),
                                Wish.NEWEST);
        if (!(plan instanceof Plan.Ready ready)) {
            throw new IllegalStateException(plan.toString());
        }
        Ended ended = engine.start(ready, Map.of("server", link), Recorder::answer, this).await();
        if (!(ended instanceof Ended.Finished)) {
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
    public synchronized void event(RunEvent event) {
        lineEnded();
        EventJson.Written written = events.write(event);
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
        RunEvent.Place place = start.places().get("server");
        body.putObject("places")
                .set(
                        "server",
                        mapper.valueToTree(
                                new RunEvent.Place(target, place.hostKey(), place.base())));
    }

    @Override
    public synchronized void output(long step, long offset, byte[] bytes) {
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
        RecordingFile.read(text);
        return text + "\n";
    }
}
