package dev.handrail.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.settings.SettingChange.SettingKind;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.text.MessageFormatter;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report names each setting that was decided, its values, why, and what was written.
@Tag("fast")
class ReportSettingsTest {
    private static final String FILE = "/etc/st2/st2.conf";

    @TempDir Path folder;

    @Test
    void everyFormatNamesSettingsValuesReasonAndDifference() {
        try (DataStore store = ((StoreOpenResult.Ready) DataStore.open(folder)).store()) {
            addRun(store);
            Run run = Run.of("a", store.journal().readEvents("a"));
            for (String report :
                    List.of(
                            ReportRenderer.renderHtml(
                                    run, store.journal(), MessageFormatter.ENGLISH),
                            ReportRenderer.renderMarkdown(
                                    run, store.journal(), MessageFormatter.ENGLISH),
                            ReportRenderer.renderJson(run, store.journal()))) {
                for (String part :
                        List.of(
                                "database.ssl",
                                "is now database.tls",
                                "st2docs, upgrade notes v3.9",
                                "-ssl = True",
                                "+tls = True")) {
                    assertTrue(report.replace("\\", "").contains(part), part + "\n" + report);
                }
                assertFalse(report.contains("geheim"), report);
            }
        }
    }

    /// One merge that writes a renamed setting.
    private static void addRun(DataStore store) {
        store.journal().appendEvent("a", Samples.start());
        Instant at = Samples.start().at();
        long step = Samples.start().seq() + 1;
        store.journal()
                .appendEvent("a", new RunEvent.StepStarted(step, at, 0, "merge", 1, "/srv/merge"));
        Question question =
                new Question(
                        Kind.MERGE, Message.EMPTY, Message.EMPTY, List.of(), "", List.of(file()));
        store.journal().appendEvent("a", new RunEvent.QuestionAsked(step + 1, at, step, question));
        Answer answer =
                Answer.ofMerge(
                        Choice.CONTINUE,
                        "",
                        Map.of(FILE, List.of(LineChoice.NEW, LineChoice.MINE)));
        store.journal()
                .appendEvent(
                        "a", new RunEvent.QuestionAnswered(step + 2, at, step + 1, answer, false));
        store.journal()
                .appendEvent(
                        "a",
                        new RunEvent.FileMerged(
                                step + 3, at, step, FILE, RunEvent.MergeOutcome.WRITTEN, "x", "y"));
    }

    private static FileChange file() {
        SettingRule rule =
                new SettingRule(
                        "tls",
                        FILE,
                        "database.ssl",
                        RuleChange.RENAMED,
                        "database.tls",
                        "",
                        Optional.empty(),
                        Message.literal("It has another name."),
                        "st2docs, upgrade notes v3.9");
        Optional<String> none = Optional.empty();
        return new FileChange(
                        FILE,
                        FILE,
                        "x",
                        "y",
                        List.of(
                                new LineChange(2, List.of("ssl = True"), 0, List.of("tls = True")),
                                new LineChange(9, List.of("a = ***"), 9, List.of("a = 1"))))
                .withSettings(
                        List.of(
                                new SettingChange(
                                        "database.ssl",
                                        SettingKind.ONLY_YOURS,
                                        Optional.of("True"),
                                        none,
                                        none,
                                        List.of(0),
                                        false)),
                        List.of())
                .withAdvice(List.of(new SettingAdvice("database.ssl", rule, Optional.of(0))));
    }
}
