package dev.handrail.ui.page;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;

import java.util.List;
import java.util.Optional;

/// The actions that the footer shows for a page: one main action, others beside it, and a control
/// that the main action waits for, such as a tick.
public final class PageActions {
    private final ObjectProperty<Optional<PageAction>> primary =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<PageAction>> others = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Node>> consent =
            new SimpleObjectProperty<>(Optional.empty());

    public ObjectProperty<Optional<PageAction>> primaryProperty() {
        return primary;
    }

    public ObjectProperty<List<PageAction>> othersProperty() {
        return others;
    }

    public ObjectProperty<Optional<Node>> consentProperty() {
        return consent;
    }

    public void setPrimary(PageAction action) {
        primary.set(Optional.of(action));
    }

    public void setOthers(PageAction... actions) {
        others.set(List.of(actions));
    }

    /// Shows a control before the main action; empty removes it.
    public void setConsent(Optional<Node> control) {
        consent.set(control);
    }
}
