package dev.handrail.ui.shell;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.session.ConnectionQuestion;

/// Asks the admin what a connection needs to know: whether to trust a new host key, a password, a
/// code.
public final class ConnectionQuestionCards {
    private final Texts texts;
    private final Overlay overlay;

    public ConnectionQuestionCards(Texts texts, Overlay overlay) {
        this.texts = texts;
        this.overlay = overlay;
    }

    /// Shows a card for the question; its buttons send the reply to the thread that connects.
    /// Called on the FX thread.
    public void showQuestion(ConnectionQuestion question) {
        switch (question) {
            case ConnectionQuestion.HostKeyQuestion hostKey ->
                    new HostKeyCard(texts, overlay, hostKey).showCard();
            case ConnectionQuestion.SecretQuestion secret ->
                    new SecretCard(texts, overlay, secret).showCard();
            case ConnectionQuestion.SecretNotSaved(Problem problem) -> overlay.showProblem(problem);
            case ConnectionQuestion.ConnectionWarning(Message warning) ->
                    overlay.showMessage(texts.get("trust.warning"), texts.inUserLanguage(warning));
        }
    }
}
