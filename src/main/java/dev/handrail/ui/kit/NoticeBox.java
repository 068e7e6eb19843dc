package dev.handrail.ui.kit;

import dev.handrail.model.Problem;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// A coloured box with one message: good news, information, a warning, a failure, or what happens
/// only in a copy of a server.
public final class NoticeBox extends HBox {
    public enum NoticeKind {
        INFO(Feather.INFO, "notice-info"),
        GOOD(Feather.CHECK_CIRCLE, "notice-good"),
        WARNING(Feather.ALERT_TRIANGLE, "notice-warning"),
        BAD(Feather.ALERT_OCTAGON, "notice-bad"),
        REHEARSAL(Feather.COPY, "notice-rehearsal");

        private final Ikon icon;
        private final String styleClass;

        NoticeKind(Ikon icon, String styleClass) {
            this.icon = icon;
            this.styleClass = styleClass;
        }

        Ikon icon() {
            return icon;
        }
    }

    private final VBox content = Ui.column(6);

    /// An empty `text` leaves only the title.
    public NoticeBox(NoticeKind kind, String title, String text) {
        super(12);
        getStyleClass().addAll("notice", kind.styleClass);
        content.getChildren().add(Ui.wrappedText(title, "notice-title"));
        if (!text.isEmpty()) {
            content.getChildren().add(Ui.wrappedText(text, "notice-text"));
        }
        content.setMinWidth(0);
        getChildren().addAll(Ui.icon(kind.icon, "notice-icon"), Ui.growAlways(content));
    }

    /// Shows a problem as a failure: what went wrong, and what to do.
    public static NoticeBox of(Texts texts, Problem problem) {
        return of(texts, NoticeKind.BAD, problem);
    }

    public static NoticeBox of(Texts texts, NoticeKind kind, Problem problem) {
        return new NoticeBox(
                kind, texts.inUserLanguage(problem.what()), texts.inUserLanguage(problem.todo()));
    }

    /// Adds nodes below the text and returns this box.
    public NoticeBox withContent(Node... nodes) {
        content.getChildren().addAll(nodes);
        return this;
    }
}
