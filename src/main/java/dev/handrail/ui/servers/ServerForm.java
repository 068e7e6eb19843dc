package dev.handrail.ui.servers;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.FileDialogs;
import dev.handrail.ui.pages.PrivilegeText;

import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields that say where a server is and how to get in.
final class ServerForm {
    /// The tags that are offered; the admin's own word may be any.
    private static final List<String> ENVIRONMENTS = List.of("", "production", "staging", "test");

    private final Texts texts;
    private final FileDialogs files;
    private final TextField host = new TextField();
    private final TextField port = new TextField("22");
    private final TextField user = new TextField();
    private final TextField name = new TextField();
    private final TextField key = new TextField();
    private final SearchableComboBox<Target> jump = new SearchableComboBox<>();
    private final ComboBox<Privilege> privilege = new ComboBox<>();
    private final Map<String, ToggleButton> environments = new LinkedHashMap<>();
    private final TextField ownEnvironment = new TextField();
    private final Map<FormField, Label> problems = new LinkedHashMap<>();
    private final VBox view = Ui.column(14);

    /// What a failure may be about.
    enum FormField {
        HOST,
        PORT,
        USER,
        KEY,
        JUMP,
        SUDO
    }

    ServerForm(Texts texts, FileDialogs files) {
        this.texts = texts;
        this.files = files;
        for (FormField field : FormField.values()) {
            problems.put(field, new Label());
        }
        host.setId("host");
        port.setId("port");
        user.setId("user");
        name.setId("name");
        key.setId("key");
        privilege.setId("privilege");
        privilege.getItems().setAll(Privilege.values());
        privilege.setValue(Privilege.NONE);
        host.setPromptText("db1.example.org");
        user.setPromptText("root");
        name.setPromptText(texts.get("connect.name-prompt"));
        key.setPromptText(texts.get("connect.key-prompt"));
        port.setPrefColumnCount(6);
        port.setMaxWidth(110);
        privilege.setConverter(new PrivilegeText(texts));
        jump.setMaxWidth(Double.MAX_VALUE);
        jump.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Target target) {
                        return target == null ? texts.get("connect.no-jump") : target.name();
                    }

                    @Override
                    public @Nullable Target fromString(String text) {
                        return null;
                    }
                });
        buildLayout();
    }

    private void buildLayout() {
        Button choose = Ui.button(texts.get("connect.choose"), Feather.FOLDER, this::chooseKey);
        choose.setMinWidth(Button.USE_PREF_SIZE);
        VBox portBox =
                Ui.labeledField(texts.get("connect.port"), port, problemLabel(FormField.PORT));
        view.getChildren()
                .addAll(
                        Ui.row(
                                12,
                                Ui.growAlways(
                                        Ui.labeledField(
                                                texts.get("connect.host"),
                                                host,
                                                problemLabel(FormField.HOST))),
                                portBox),
                        Ui.row(
                                12,
                                Ui.growAlways(
                                        Ui.labeledField(
                                                texts.get("connect.user"),
                                                user,
                                                problemLabel(FormField.USER))),
                                Ui.growAlways(
                                        Ui.labeledField(
                                                texts.get("connect.name"), name, new Label()))),
                        Ui.labeledField(
                                texts.get("connect.key"),
                                Ui.row(8, Ui.growAlways(key), choose),
                                problemLabel(FormField.KEY)),
                        Ui.labeledField(
                                texts.get("connect.jump"), jump, problemLabel(FormField.JUMP)),
                        Ui.labeledField(
                                texts.get("connect.privilege"),
                                privilege,
                                problemLabel(FormField.SUDO)),
                        Ui.labeledField(
                                texts.get("connect.environment"),
                                environmentButtons(),
                                new Label()));
        view.getChildren()
                .forEach(row -> {
                    if (row instanceof javafx.scene.layout.HBox box) {
                        box.setAlignment(javafx.geometry.Pos.TOP_LEFT);
                    }
                });
        key.setAccessibleText(texts.get("connect.key"));
    }

    private javafx.scene.Node environmentButtons() {
        SegmentedButton buttons = new SegmentedButton();
        for (String environment : ENVIRONMENTS) {
            ToggleButton button =
                    new ToggleButton(
                            environment.isEmpty()
                                    ? texts.get("connect.no-environment")
                                    : texts.get("environment." + environment));
            environments.put(environment, button);
            buttons.getButtons().add(button);
        }
        buttons.getButtons().getFirst().setSelected(true);
        buttons.getToggleGroup()
                .selectedToggleProperty()
                .addListener((o, old, now) -> {
                    if (now != null) {
                        ownEnvironment.clear();
                    }
                });
        ownEnvironment.setId("environment");
        ownEnvironment.setPromptText(texts.get("connect.own-environment"));
        ownEnvironment.setAccessibleText(texts.get("connect.own-environment"));
        ownEnvironment.setPrefColumnCount(12);
        ownEnvironment
                .textProperty()
                .addListener((o, old, text) -> {
                    if (!text.isBlank()) {
                        environments.values().forEach(button -> button.setSelected(false));
                    }
                });
        FlowPane row = new FlowPane(12, 8, buttons, ownEnvironment);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return row;
    }

    Node view() {
        return view;
    }

    private Label problemLabel(FormField field) {
        return problems.getOrDefault(field, new Label());
    }

    /// All that changes what [#toTarget] says.
    Observable[] observableFields() {
        ObservableValue<?>[] fields = {
            host.textProperty(), port.textProperty(), user.textProperty()
        };
        return fields;
    }

    void setJumpHosts(List<Target> hosts) {
        jump.getItems().setAll(hosts);
    }

    void focusFirstField() {
        (host.getText().isBlank() ? host : user.getText().isBlank() ? user : host).requestFocus();
    }

    /// What is still missing, or empty.
    String missingText() {
        if (host.getText().isBlank()) {
            return texts.get("connect.missing-host");
        }
        if (user.getText().isBlank()) {
            return texts.get("connect.missing-user");
        }
        return portNumber().isEmpty() ? texts.get("connect.bad-port") : "";
    }

    private Optional<Integer> portNumber() {
        String text = port.getText().strip();
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text)).filter(number -> number > 0 && number < 65536);
    }

    Target toTarget() {
        String where = host.getText().strip();
        String environment =
                environments.entrySet().stream()
                        .filter(entry -> entry.getValue().isSelected())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(ownEnvironment.getText().strip());
        return new Target(
                name.getText().isBlank() ? where : name.getText().strip(),
                where,
                portNumber().orElse(22),
                user.getText().strip(),
                Optional.of(key.getText().strip()).filter(file -> !file.isEmpty()),
                Optional.ofNullable(jump.getValue()),
                privilege.getValue(),
                environment);
    }

    void fillFrom(Target target) {
        clearProblems();
        host.setText(target.host());
        port.setText(String.valueOf(target.port()));
        user.setText(target.user());
        name.setText(target.name().equals(target.host()) ? "" : target.name());
        key.setText(target.keyFile().orElse(""));
        jump.setValue(target.jump().orElse(null));
        privilege.setValue(target.privilege());
        String known = environments.containsKey(target.environment()) ? target.environment() : "";
        environments.forEach(
                (environment, button) -> button.setSelected(environment.equals(known)));
        if (!known.equals(target.environment())) {
            ownEnvironment.setText(target.environment());
        }
    }

    /// Says at the right field what went wrong; false when it is about none of them.
    boolean showProblem(Problem problem) {
        Optional<FormField> field = ProblemFieldMapper.of(problem);
        field.ifPresent(at -> {
            problemLabel(at).setText(Ui.safeText(texts.inUserLanguage(problem)));
        });
        return field.isPresent();
    }

    void clearProblems() {
        problems.values().forEach(label -> label.setText(""));
    }

    private void chooseKey() {
        Path ssh = Path.of(System.getProperty("user.home"), ".ssh");
        files.chooseFile(texts.get("connect.key"), ssh)
                .ifPresent(chosen -> key.setText(chosen.toString()));
    }
}
