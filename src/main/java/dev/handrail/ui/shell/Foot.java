package dev.handrail.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.util.List;
import java.util.Optional;

/// What the footer offers on a page: one primary action, and others beside it.
public final class Foot {
    private final ObjectProperty<Optional<Action>> primary =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Action>> others = new SimpleObjectProperty<>(List.of());

    public ObjectProperty<Optional<Action>> primaryProperty() {
        return primary;
    }

    public ObjectProperty<List<Action>> othersProperty() {
        return others;
    }

    public void primary(Action action) {
        primary.set(Optional.of(action));
    }

    public void others(Action... actions) {
        others.set(List.of(actions));
    }
}
