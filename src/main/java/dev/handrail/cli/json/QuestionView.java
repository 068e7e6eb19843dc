package dev.handrail.cli.json;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A question of a run. `options`: the choices that it offers, as answer files spell them.
/// `failure`: the key of the known failure of the step, or empty. `files`: the configuration files
/// to merge, or none.
record QuestionView(
        String kind,
        String title,
        @Nullable MessageView titleMessage,
        String text,
        @Nullable MessageView textMessage,
        List<String> options,
        String failure,
        List<FileView> files) {

    /// Leaves out the labels of the options: scripts answer with the names of the choices.
    static QuestionView of(Question question) {
        return new QuestionView(
                StableNames.toKebabCase(question.kind()),
                MessageView.englishText(question.title()),
                MessageView.of(question.title()),
                MessageView.englishText(question.text()),
                MessageView.of(question.text()),
                question.options().stream()
                        .map(option -> StableNames.toKebabCase(option.choice()))
                        .toList(),
                question.failure(),
                question.files().stream().map(FileView::of).toList());
    }

    /// A configuration file that differs from that of the new version. `mine`: its path. `new`: the
    /// path of the new version's file. `changes`: those that wait for an answer. `withBase`:
    /// whether the old version is known. `applied`: changes that only the new version makes.
    /// `settings`: those that differ, as answer files name them.
    record FileView(
            String mine,
            String new_,
            List<ChangeView> changes,
            boolean withBase,
            List<ChangeView> applied,
            List<SettingView> settings) {
        static FileView of(Question.FileChange file) {
            return new FileView(
                    file.mine(),
                    file.fresh(),
                    ChangeView.listOf(file, 0, file.changes()),
                    file.withBase(),
                    ChangeView.listOf(file, file.changes().size(), file.applied()),
                    file.settings().stream().map(each -> SettingView.of(file, each)).toList());
        }
    }

    /// A setting; a value that is not set is left out. `changes`: those that decide about it,
    /// counted from 0 over `changes` and then `applied`. `byName`: an answer may name it. `advice`:
    /// what the runbook says of it; null if nothing.
    record SettingView(
            String name,
            String what,
            @Nullable String mine,
            @Nullable String oldDefault,
            @Nullable String newDefault,
            List<Integer> changes,
            boolean byName,
            @Nullable AdviceView advice) {
        static SettingView of(Question.FileChange file, SettingChange setting) {
            return new SettingView(
                    setting.name(),
                    StableNames.toKebabCase(setting.kind()),
                    setting.mine().orElse(null),
                    setting.base().orElse(null),
                    setting.fresh().orElse(null),
                    setting.changes(),
                    setting.isDecidable(),
                    file.adviceFor(setting.name()).map(AdviceView::of).orElse(null));
        }
    }

    /// `what`: what a version does with the setting. `to`: the other setting, or the only value.
    /// `change`: the one whose new lines follow the advice; null if only an admin can write them.
    record AdviceView(
            String what,
            String to,
            String toFile,
            String why,
            @Nullable MessageView whyMessage,
            String source,
            @Nullable Integer change) {
        static AdviceView of(Question.SettingAdvice advice) {
            return new AdviceView(
                    StableNames.toKebabCase(advice.rule().change()),
                    advice.rule().to(),
                    advice.rule().toFile(),
                    MessageView.englishText(advice.rule().why()),
                    MessageView.of(advice.rule().why()),
                    advice.rule().source(),
                    advice.change().orElse(null));
        }
    }

    /// A place where both files differ. `mineLine`: the line in the admin's file. `mine` and `new`:
    /// the lines of each file there. `keep`: Handrail proposes to keep the admin's. `locked`: the
    /// new lines have a placeholder in the place of a value. `earlier`: what the admin chose before
    /// the file changed; null if nothing.
    record ChangeView(
            int mineLine,
            List<String> mine,
            List<String> new_,
            boolean keep,
            boolean locked,
            @Nullable String earlier) {
        /// `first`: the number of the first of these changes.
        static List<ChangeView> listOf(
                Question.FileChange file, int first, List<Question.LineChange> changes) {
            return IntStream.range(0, changes.size())
                    .mapToObj(i -> of(changes.get(i), file.earlierAt(first + i)))
                    .toList();
        }

        private static ChangeView of(Question.LineChange change, Optional<LineChoice> earlier) {
            return new ChangeView(
                    change.mineLine(),
                    change.mine(),
                    change.fresh(),
                    change.keep(),
                    change.locked(),
                    earlier.map(StableNames::toKebabCase).orElse(null));
        }
    }
}
