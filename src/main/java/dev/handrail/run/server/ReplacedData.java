package dev.handrail.run.server;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.run.service.RunRecorder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Says at the end of a roll-back which rows it has replaced and where they are kept.
final class ReplacedData {
    private static final String DATABASE = "database";
    private static final String BACKUP = "backup";

    private final RunRecorder recorder;

    ReplacedData(RunRecorder recorder) {
        this.recorder = recorder;
    }

    /// Returns an empty message if the roll-back has replaced no rows.
    Message describeData() {
        Optional<QuestionAsked> asked = findQuestion();
        if (asked.isEmpty()) {
            return Message.EMPTY;
        }
        List<Message> lines = new ArrayList<>();
        lines.add(asked.get().question().text());
        newArtifacts().stream().map(ReplacedData::describeAccess).forEach(lines::add);
        return Message.lines(lines);
    }

    private Optional<QuestionAsked> findQuestion() {
        return recorder.journal().readEvents(recorder.runId()).reversed().stream()
                .filter(QuestionAsked.class::isInstance)
                .map(QuestionAsked.class::cast)
                .filter(asked -> asked.question().kind() == Question.Kind.DATA_LOSS)
                .findFirst();
    }

    /// Returns what this roll-back keeps and the run that it rolls back did not.
    private List<Artifact> newArtifacts() {
        Run rollback = recorder.currentRun();
        List<String> known =
                recorder.findRun(rollback.start().origin()).stream()
                        .flatMap(origin -> origin.left().values().stream())
                        .flatMap(Collection::stream)
                        .map(Artifact::name)
                        .toList();
        return rollback.left().values().stream()
                .flatMap(Collection::stream)
                .filter(artifact -> !artifact.kind().equals(BACKUP))
                .filter(artifact -> !known.contains(artifact.name()))
                .toList();
    }

    private static Message describeAccess(Artifact artifact) {
        return artifact.kind().equals(DATABASE)
                ? Message.of("run.loss.kept-database", artifact.name())
                : Message.of("run.loss.kept-file", artifact.name(), artifact.why());
    }
}
