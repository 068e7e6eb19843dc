package dev.handrail.ui.pages;

import dev.handrail.model.Problem;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// A coloured box that says one thing: good, worth knowing, to be careful with, or wrong.
final class Notice extends HBox {
    enum Kind {
        INFO(Feather.INFO, "notice-info"),
        GOOD(Feather.CHECK_CIRCLE, "notice-good"),
        WARNING(Feather.ALERT_TRIANGLE, "notice-warning"),
        BAD(Feather.ALERT_OCTAGON, "notice-bad");

        private final Ikon icon;
        private final String styleClass;

        Kind(Ikon icon, String styleClass) {
            this.icon = icon;
            this.styleClass = styleClass;
        }

        Ikon icon() {
            return icon;
        }
    }

    private final VBox words = Ui.column(6);

    Notice(Kind kind, String title, String text) {
        super(12);
        getStyleClass().addAll("notice", kind.styleClass);
        words.getChildren().add(Ui.text(title, "notice-title"));
        if (!text.isEmpty()) {
            words.getChildren().add(Ui.text(text, "notice-text"));
        }
        words.setMinWidth(0);
        getChildren().addAll(Ui.icon(kind.icon, "notice-icon"), Ui.grow(words));
    }

    static Notice of(Texts texts, Problem problem) {
        return of(texts, Kind.BAD, problem);
    }

    static Notice of(Texts texts, Kind kind, Problem problem) {
        return new Notice(kind, texts.said(problem.what()), texts.said(problem.todo()));
    }

    /// Adds something below the words.
    Notice with(Node... nodes) {
        words.getChildren().addAll(nodes);
        return this;
    }
}
