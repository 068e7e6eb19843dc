package dev.handrail.ui.plan;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Finding;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What preflight saw: why it matters, what mends it, and where it may be waived with a reason.
final class FindingCard {
    private FindingCard() {}

    /// `deeds`: null where nothing can be done about it any more.
    static Node of(Texts texts, Finding finding, @Nullable FindingActions deeds) {
        VBox card =
                Ui.column(
                        6,
                        Ui.row(
                                10,
                                PlanBadges.of(texts, finding.severity()),
                                Ui.growAlways(
                                        Ui.wrappedText(
                                                texts.inUserLanguage(finding.title()), "strong"))));
        card.getStyleClass().addAll("finding", styleClass(finding));
        if (!finding.why().isEmpty()) {
            card.getChildren().add(Ui.wrappedText(texts.inUserLanguage(finding.why())));
        }
        if (!finding.fix().isEmpty()) {
            card.getChildren().add(fixRow(texts, finding));
        }
        if (deeds != null && finding.fixIsCommand()) {
            card.getChildren().add(deeds.fixControls(finding));
        }
        if (!finding.source().isEmpty()) {
            card.getChildren()
                    .add(
                            Ui.wrappedText(
                                    texts.get("common.source", finding.source()),
                                    "muted",
                                    "small"));
        }
        Optional<String> waiver = finding.waiver();
        waiver.ifPresent(reason ->
                card.getChildren().add(Ui.wrappedText(texts.get("plan.waived", reason), "muted")));
        if (deeds != null && finding.waivable()) {
            boolean waived = waiver.isPresent();
            Button waive =
                    Ui.button(
                            texts.get(waived ? "plan.unwaive" : "plan.waive"),
                            () -> deeds.setWaived(finding, !waived),
                            Styles.SMALL);
            waive.setId(waived ? "unwaive" : "waive");
            card.getChildren().add(waive);
        }
        return card;
    }

    private static String styleClass(Finding finding) {
        return finding.waiver().isPresent()
                ? "finding-waived"
                : switch (finding.severity()) {
                    case BLOCKER -> "finding-blocker";
                    case WARNING -> "finding-warning";
                    case INFO -> "finding-info";
                };
    }

    /// A command can be copied; a sentence is for reading.
    private static Node fixRow(Texts texts, Finding finding) {
        String fix = texts.inUserLanguage(finding.fix());
        if (fix.endsWith(".") && Character.isUpperCase(fix.charAt(0))) {
            return Ui.row(
                    6,
                    Ui.label(texts.get("plan.fix"), "muted"),
                    Ui.growAlways(Ui.wrappedText(fix)));
        }
        return Ui.row(
                6,
                Ui.label(texts.get("plan.fix"), "muted"),
                Ui.growAlways(Ui.copyableField(fix, "mono")),
                Ui.copyButton(texts, () -> fix));
    }
}
