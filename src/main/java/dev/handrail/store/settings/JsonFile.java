package dev.handrail.store.settings;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
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

/// A small file of JSON in the configuration folder that only its owner can read.
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

    /// What stands in the file, or `empty` when there is none. A damaged one is kept aside.
    T readOrDefault(T empty) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? mapper.readValue(Files.readAllBytes(file), type) : empty;
        } catch (JacksonException e) {
            damaged = Optional.of(keepAside(file));
        } catch (IOException e) {
            damaged =
                    Optional.of(
                            new Problem(
                                    "config-unreadable",
                                    Message.literal(
                                            file + " cannot be read: " + e.getMessage() + "."),
                                    Message.literal(
                                            "Make it readable for you, then open Handrail"
                                                    + " again.")));
        }
        return empty;
    }

    Optional<Problem> damageProblem() {
        return damaged;
    }

    /// Returns why it could not be written.
    Optional<Problem> writeValue(T value) {
        try {
            PrivateFiles.writeAtomically(folder, name, mapper.writeValueAsBytes(value));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    new Problem(
                            "config-unwritable",
                            Message.literal(
                                    folder.resolve(name)
                                            + " cannot be written: "
                                            + e.getMessage()
                                            + "."),
                            Message.literal(
                                    "Make its folder writable for you. It holds until you close"
                                            + " Handrail.")));
        }
    }

    private Problem keepAside(Path file) {
        String stem = name.replace(".json", "");
        Path kept =
                folder.resolve(
                        stem + "-damaged-" + LocalDate.now(ZoneId.systemDefault()) + ".json");
        for (int i = 2; Files.exists(kept); i++) {
            kept =
                    folder.resolve(
                            stem
                                    + "-damaged-"
                                    + LocalDate.now(ZoneId.systemDefault())
                                    + "-"
                                    + i
                                    + ".json");
        }
        String what = file + " is damaged and was not read.";
        try {
            Files.move(file, kept);
            return new Problem(
                    "config-damaged",
                    Message.literal(what),
                    Message.literal("It is kept as " + kept + "; a new one has begun."));
        } catch (IOException e) {
            return new Problem(
                    "config-damaged",
                    Message.literal(what),
                    Message.literal("Copy it if you need it: the next change writes a new one."));
        }
    }
}
