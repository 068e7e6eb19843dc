package dev.handrail.ui;

import dev.handrail.ui.page.FileDialogs;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/// Chooses what a test wants to have chosen; at first nothing.
final class ChosenFile implements FileDialogs {
    private @Nullable Path folder;
    private String offered = "";

    /// From now on, files in this folder under the names that are offered.
    void in(@Nullable Path into) {
        folder = into;
    }

    /// The name that was offered last.
    String offered() {
        return offered;
    }

    @Override
    public Optional<Path> chooseSaveFile(String name) {
        offered = name;
        return Optional.ofNullable(folder).map(into -> into.resolve(name));
    }

    @Override
    public Optional<Path> chooseFile(String title, Path from) {
        return Optional.ofNullable(folder).map(into -> into.resolve(title));
    }
}
