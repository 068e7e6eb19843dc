package dev.handrail.store.settings;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.file.FolderLock;
import dev.handrail.store.file.JsonMapping;
import dev.handrail.store.file.PrivateFiles;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A small JSON file in the configuration folder that only its owner can read.
final class JsonFile<T> {
    private final Path folder;
    private final String name;
    private final Class<T> type;
    private final JsonMapper mapper =
            JsonMapping.createMapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    private Optional<Problem> damaged = Optional.empty();

    JsonFile(Path folder, String name, Class<T> type) {
        this.folder = folder;
        this.name = name;
        this.type = type;
    }

    /// The content of the file, or `empty` if there is none or it cannot be read. A damaged file is
    /// renamed.
    T readOrDefault(T empty) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? mapper.readValue(Files.readAllBytes(file), type) : empty;
        } catch (JacksonException e) {
            damaged = Optional.of(keepAside(file));
        } catch (IOException e) {
            damaged = Optional.of(unreadableFile(file, e));
        }
        return empty;
    }

    /// Why the file could not be read; empty before it was read, and if it was read well.
    Optional<Problem> damageProblem() {
        return damaged;
    }

    /// The content after a change, and why it could not be written, or empty.
    record ChangeResult<T>(T value, Optional<Problem> problem) {}

    /// Applies a change to what the file contains now, which another process may have written, and
    /// writes the file. `known`: what to change if the file cannot be written, or is missing.
    ChangeResult<T> changeValue(T known, UnaryOperator<T> change) {
        try {
            return FolderLock.runLocked(
                    folder,
                    () -> {
                        T changed = change.apply(readOrDefault(known));
                        PrivateFiles.writeAtomically(
                                folder, name, mapper.writeValueAsBytes(changed));
                        return new ChangeResult<>(changed, Optional.empty());
                    });
        } catch (IOException e) {
            Problem problem = unwritableFile(folder.resolve(name), e);
            return new ChangeResult<>(change.apply(known), Optional.of(problem));
        }
    }

    private static Problem unreadableFile(Path file, IOException error) {
        return new Problem(
                "config-unreadable",
                Message.of(
                        "store.config.unreadable.what",
                        file.toString(),
                        String.valueOf(error.getMessage())),
                Message.of("store.config.unreadable.todo"));
    }

    private static Problem unwritableFile(Path file, IOException error) {
        return new Problem(
                "config-unwritable",
                Message.of(
                        "store.config.unwritable.what",
                        file.toString(),
                        String.valueOf(error.getMessage())),
                Message.of("store.config.unwritable.todo"));
    }

    /// Renames a damaged file, so that the next change does not overwrite it.
    private Problem keepAside(Path file) {
        Path kept = unusedName();
        Message what = Message.of("store.config.damaged.what", file.toString());
        try {
            Files.move(file, kept);
            return new Problem(
                    "config-damaged",
                    what,
                    Message.of("store.config.renamed.todo", kept.toString()));
        } catch (IOException e) {
            return new Problem("config-damaged", what, Message.of("store.config.not-renamed.todo"));
        }
    }

    /// The next free name with today's date.
    private Path unusedName() {
        String stem =
                name.replace(".json", "") + "-damaged-" + LocalDate.now(ZoneId.systemDefault());
        Path kept = folder.resolve(stem + ".json");
        for (int i = 2; Files.exists(kept); i++) {
            kept = folder.resolve(stem + "-" + i + ".json");
        }
        return kept;
    }
}
