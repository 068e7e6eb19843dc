package dev.handrail.ui.history;

import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.Texts;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Filters runs by product, kind and date. Without a choice, a run of any product, kind or date
/// matches.
final class RunFilterChoices {
    private static final String ALL_KINDS = "history.kind.all";

    /// The kinds of runs by their message keys.
    private static final Map<String, RunKind> KINDS =
            Map.of(
                    "history.kind.upgrade", RunKind.UPGRADE,
                    "history.kind.roll-back", RunKind.ROLL_BACK,
                    "history.kind.verification", RunKind.VERIFICATION,
                    "history.kind.fix", RunKind.FIX);

    private static final String ANY_TIME = "history.period.any";

    /// The periods by their message keys, in days.
    private static final Map<String, Long> DAYS =
            Map.of(
                    "history.period.week", 7L,
                    "history.period.month", 30L,
                    "history.period.year", 365L);

    private final Texts texts;
    private final Supplier<Instant> now;
    private final ComboBox<String> products = new ComboBox<>();
    private final ComboBox<String> kinds;
    private final ComboBox<String> periods;

    /// `changed`: called when the admin chooses something else.
    RunFilterChoices(Texts texts, Supplier<Instant> now, Runnable changed) {
        this.texts = texts;
        this.now = now;
        kinds =
                keyedBox(
                        "history.kind",
                        ALL_KINDS,
                        "history.kind.upgrade",
                        "history.kind.roll-back",
                        "history.kind.verification",
                        "history.kind.fix");
        periods =
                keyedBox(
                        "history.period",
                        ANY_TIME,
                        "history.period.week",
                        "history.period.month",
                        "history.period.year");
        products.setId("history-product");
        products.setAccessibleText(texts.get("history.product"));
        products.setOnAction(event -> changed.run());
        kinds.setOnAction(event -> changed.run());
        periods.setOnAction(event -> changed.run());
    }

    List<Node> nodes() {
        return List.of(products, kinds, periods);
    }

    /// A box whose values are message keys, with the first one chosen.
    private ComboBox<String> keyedBox(String key, String... values) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(key.replace('.', '-'));
        box.setAccessibleText(texts.get(key));
        box.setConverter(new KeyConverter(texts::get));
        box.getItems().setAll(values);
        box.setValue(values[0]);
        return box;
    }

    /// Offers the products of these runs. It keeps the chosen product if that still has a run.
    void setRuns(List<RunSummary> runs) {
        String chosen = products.getValue();
        String every = texts.get("history.all-products");
        products.getItems().setAll(every);
        runs.stream()
                .map(RunSummary::product)
                .distinct()
                .sorted()
                .forEach(products.getItems()::add);
        products.setValue(products.getItems().contains(chosen) ? chosen : every);
    }

    boolean matchesRun(RunSummary run) {
        return matchesProduct(run) && matchesKind(run) && matchesPeriod(run);
    }

    private boolean matchesProduct(RunSummary run) {
        return products.getSelectionModel().getSelectedIndex() <= 0
                || run.product().equals(products.getValue());
    }

    private boolean matchesKind(RunSummary run) {
        return KINDS.getOrDefault(kinds.getValue(), run.kind()) == run.kind();
    }

    private boolean matchesPeriod(RunSummary run) {
        Long days = DAYS.get(periods.getValue());
        return days == null
                || Instant.parse(run.startedAt()).isAfter(now.get().minus(Duration.ofDays(days)));
    }

    /// Shows a value by its text; nothing is typed into such a box.
    private static final class KeyConverter extends StringConverter<String> {
        private final Function<String, String> text;

        KeyConverter(Function<String, String> text) {
            this.text = text;
        }

        @Override
        public String toString(String value) {
            return value == null ? "" : text.apply(value);
        }

        @Override
        public String fromString(String typed) {
            return typed;
        }
    }
}
