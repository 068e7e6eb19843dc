package dev.handrail.ui.page;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.util.List;
import java.util.Optional;

/// The actions that the footer shows for a page: one main action, and others beside it.
public final class PageActions {
    private final ObjectProperty<Optional<PageAction>> primary =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<PageAction>> others = new SimpleObjectProperty<>(List.of());

    public ObjectProperty<Optional<PageAction>> primaryProperty() {
        return primary;
    }

    public ObjectProperty<List<PageAction>> othersProperty() {
        return others;
    }

    public void setPrimary(PageAction action) {
        primary.set(Optional.of(action));
    }

    public void setOthers(PageAction... actions) {
        others.set(List.of(actions));
    }
}
