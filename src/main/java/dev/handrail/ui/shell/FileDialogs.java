package dev.handrail.ui.shell;

import java.nio.file.Path;
import java.util.Optional;

/// Lets the admin choose a file; empty when nothing was chosen.
public interface FileDialogs {

    Optional<Path> save(String name);

    /// Begins in `folder`, if it is there.
    Optional<Path> open(String title, Path folder);
}
