package dev.handrail.ui.servers;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.ui.kit.PrivilegeText;
import dev.handrail.ui.kit.SshClientText;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.FileDialogs;

import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form that describes a server: address, log-in, jump host, and environment. It does not ask
/// for passwords; Handrail asks for them while it connects.
final class ServerForm {
    private final Texts texts;
    private final FileDialogs files;
    private final TextField host = new TextField();
    private final TextField port = new TextField("22");
    private final TextField user = new TextField();
    private final TextField name = new TextField();
    private final TextField key = new TextField();
    private final SearchableComboBox<Target> jump = new SearchableComboBox<>();
    private final ComboBox<Privilege> privilege = new ComboBox<>();
    private final ComboBox<SshClient> client = new ComboBox<>();
    private final EnvironmentChoice environment;
    private final Map<FormField, Label> problems = new LinkedHashMap<>();
    private final VBox view = Ui.column(14);

    /// The fields below which a problem can be shown.
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
        this.environment = new EnvironmentChoice(texts);
        for (FormField field : FormField.values()) {
            problems.put(field, new Label());
        }
        configureFields();
        buildLayout();
    }

    /// Sets up prompts, ids and choices. The port is 22 and the privilege is none until the admin
    /// changes them.
    private void configureFields() {
        configureField(host, "host", "db1.example.org");
        configureField(port, "port", "");
        configureField(user, "user", "root");
        configureField(name, "name", texts.get("connect.name-prompt"));
        configureField(key, "key", texts.get("connect.key-prompt"));
        port.setPrefColumnCount(6);
        port.setMaxWidth(110);
        jump.setMaxWidth(Double.MAX_VALUE);
        jump.setConverter(new JumpText());
        configurePrivilege();
        configureClient();
    }

    private void configurePrivilege() {
        privilege.setId("privilege");
        privilege.getItems().setAll(Privilege.values());
        privilege.setValue(Privilege.NONE);
        privilege.setConverter(new PrivilegeText(texts));
    }

    private void configureClient() {
        client.setId("ssh-client");
        client.getItems().setAll(SshClient.values());
        client.setValue(SshClient.AUTO);
        client.setConverter(new SshClientText(texts));
    }

    private static void configureField(TextField field, String id, String prompt) {
        field.setId(id);
        field.setPromptText(prompt);
    }

    /// Shows a jump host by its name. Text is never converted back to a server.
    private final class JumpText extends StringConverter<Target> {
        @Override
        public String toString(@Nullable Target target) {
            return target == null ? texts.get("connect.no-jump") : target.name();
        }

        @Override
        public @Nullable Target fromString(String text) {
            return null;
        }
    }

    private void buildLayout() {
        key.setAccessibleText(texts.get("connect.key"));
        Node hostField = labeledField("connect.host", host, FormField.HOST);
        Node userField = labeledField("connect.user", user, FormField.USER);
        Node nameField = Ui.growAlways(plainField("connect.name", name));
        view.getChildren()
                .addAll(
                        fieldRow(hostField, labeledField("connect.port", port, FormField.PORT)),
                        fieldRow(userField, nameField),
                        labeledField("connect.key", keyRow(), FormField.KEY),
                        labeledField("connect.jump", jump, FormField.JUMP),
                        labeledField("connect.privilege", privilege, FormField.SUDO),
                        plainField("connect.ssh-client", client),
                        plainField("connect.environment", environment.view()));
    }

    private Node keyRow() {
        Button choose = Ui.button(texts.get("connect.choose"), Feather.FOLDER, this::chooseKey);
        choose.setMinWidth(Button.USE_PREF_SIZE);
        return Ui.row(8, Ui.growAlways(key), choose);
    }

    /// Returns a field with a place below it for a problem.
    private VBox labeledField(String nameKey, Node input, FormField field) {
        return Ui.labeledField(texts.get(nameKey), input, problemLabel(field));
    }

    /// Returns a field that no problem can be about.
    private VBox plainField(String nameKey, Node input) {
        return Ui.labeledField(texts.get(nameKey), input, new Label());
    }

    private static HBox fieldRow(Node first, Node second) {
        HBox row = Ui.row(12, Ui.growAlways(first), second);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    Node view() {
        return view;
    }

    private Label problemLabel(FormField field) {
        return problems.getOrDefault(field, new Label());
    }

    /// Returns the fields that [#missingText] depends on.
    Observable[] observableFields() {
        ObservableValue<?>[] fields = {
            host.textProperty(), port.textProperty(), user.textProperty()
        };
        return fields;
    }

    void setJumpHosts(List<Target> hosts) {
        jump.getItems().setAll(hosts);
    }

    /// Focuses the first required field that is empty, or the host when none is.
    void focusFirstField() {
        (host.getText().isBlank() ? host : user.getText().isBlank() ? user : host).requestFocus();
    }

    /// Returns what the admin still has to enter or correct, or an empty text when the form is
    /// complete.
    String missingText() {
        if (host.getText().isBlank()) {
            return texts.get("connect.missing-host");
        }
        if (user.getText().isBlank()) {
            return texts.get("connect.missing-user");
        }
        return portNumber().isEmpty() ? texts.get("connect.bad-port") : "";
    }

    /// Returns the port from 1 to 65535, or empty when the text is not such a number.
    private Optional<Integer> portNumber() {
        String text = port.getText().strip();
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text)).filter(number -> number > 0 && number < 65536);
    }

    /// Returns the server that the form describes. The name defaults to the host and an invalid
    /// port to 22, so callers check [#missingText] first.
    Target toTarget() {
        String address = host.getText().strip();
        Target target =
                new Target(
                        name.getText().isBlank() ? address : name.getText().strip(),
                        address,
                        portNumber().orElse(22),
                        user.getText().strip(),
                        Optional.of(key.getText().strip()).filter(file -> !file.isEmpty()),
                        Optional.ofNullable(jump.getValue()),
                        privilege.getValue(),
                        environment.chosenName());
        return target.withLink(client.getValue().toLink());
    }

    /// Replaces all fields and removes the problems. A name that equals the host stays empty.
    void fillFrom(Target target) {
        clearProblems();
        host.setText(target.host());
        port.setText(String.valueOf(target.port()));
        user.setText(target.user());
        name.setText(target.name().equals(target.host()) ? "" : target.name());
        key.setText(target.keyFile().orElse(""));
        jump.setValue(target.jump().orElse(null));
        privilege.setValue(target.privilege());
        client.setValue(SshClient.of(target));
        environment.chooseName(target.environment());
    }

    /// Shows a problem at the field that it is about; returns false when it is about none of them.
    boolean showProblem(Problem problem) {
        Optional<FormField> field = ProblemFieldMapper.findField(problem);
        field.ifPresent(at -> {
            problemLabel(at).setText(Ui.safeText(texts.inUserLanguage(problem)));
        });
        return field.isPresent();
    }

    void clearProblems() {
        problems.values().forEach(label -> label.setText(""));
    }

    /// Lets the admin choose a key file, starting in `~/.ssh`. The field stays as it is when the
    /// admin cancels.
    private void chooseKey() {
        Path ssh = Path.of(System.getProperty("user.home"), ".ssh");
        files.chooseFile(texts.get("connect.key"), ssh)
                .ifPresent(chosen -> key.setText(chosen.toString()));
    }
}
