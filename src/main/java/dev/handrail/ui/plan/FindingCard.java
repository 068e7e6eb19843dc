package dev.handrail.ui.plan;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Finding;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A finding: why it matters, how to fix it, and whether it may be waived with a reason.
final class FindingCard {
    private FindingCard() {}

    /// Returns the card of one finding. `findingActions` is null for a plan that can no longer
    /// change; the card then has no buttons.
    static Node of(Texts texts, Finding finding, @Nullable FindingActions findingActions) {
        VBox card = Ui.column(6, titleRow(texts, finding));
        card.getStyleClass().addAll("finding", styleClass(finding));
        Optional<Button> choice =
                Optional.ofNullable(findingActions).flatMap(all -> all.choiceButton(finding));
        addTexts(card, texts, finding, choice.isEmpty());
        choice.ifPresent(card.getChildren()::add);
        if (findingActions != null && finding.fixIsCommand()) {
            card.getChildren().add(findingActions.fixControls(finding));
        }
        SourceNote.of(texts, finding.source()).ifPresent(card.getChildren()::add);
        addWaiver(card, texts, finding, findingActions);
        return card;
    }

    private static Node titleRow(Texts texts, Finding finding) {
        String title = texts.inUserLanguage(finding.title());
        return Ui.row(
                10,
                PlanBadges.of(texts, finding.severity()),
                Ui.growAlways(Ui.wrappedText(title, "strong")));
    }

    /// Adds the reason and the fix, if the runbook has them. A button may stand for the fix.
    private static void addTexts(VBox card, Texts texts, Finding finding, boolean withFix) {
        if (!finding.why().isEmpty()) {
            card.getChildren().add(Ui.wrappedText(texts.inUserLanguage(finding.why())));
        }
        if (withFix && !finding.fix().isEmpty()) {
            card.getChildren().add(fixRow(texts, finding));
        }
    }

    /// Adds the reason why the finding is waived, and the button that changes this.
    private static void addWaiver(
            VBox card, Texts texts, Finding finding, @Nullable FindingActions findingActions) {
        finding.waiver()
                .map(reason -> Ui.wrappedText(texts.get("plan.waived", reason), "muted"))
                .ifPresent(card.getChildren()::add);
        if (findingActions != null && finding.waivable()) {
            card.getChildren().add(waiveButton(texts, finding, findingActions));
        }
    }

    /// Returns a button that waives the finding, or withdraws the waiver when there is one.
    private static Button waiveButton(Texts texts, Finding finding, FindingActions findingActions) {
        boolean waived = finding.waiver().isPresent();
        Button button =
                Ui.button(
                        texts.get(waived ? "plan.unwaive" : "plan.waive"),
                        () -> findingActions.setWaived(finding, !waived),
                        Styles.SMALL);
        button.setId(waived ? "unwaive" : "waive");
        return button;
    }

    /// A waived finding has a quiet style of its own, whatever its severity.
    private static String styleClass(Finding finding) {
        return finding.waiver().isPresent()
                ? "finding-waived"
                : switch (finding.severity()) {
                    case BLOCKER -> "finding-blocker";
                    case WARNING -> "finding-warning";
                    case INFO -> "finding-info";
                };
    }

    /// Returns the fix as plain text, or as a field with a copy button when it is a command. A text
    /// that starts with a capital letter and ends with a full stop is a sentence, not a command.
    private static Node fixRow(Texts texts, Finding finding) {
        String fix = texts.inUserLanguage(finding.fix());
        Label label = Ui.label(texts.get("plan.fix"), "muted");
        if (fix.endsWith(".") && Character.isUpperCase(fix.charAt(0))) {
            return Ui.row(6, label, Ui.growAlways(Ui.wrappedText(fix)));
        }
        return Ui.row(
                6,
                label,
                Ui.growAlways(Ui.copyableField(fix, "mono")),
                Ui.copyButton(texts, () -> fix));
    }
}
