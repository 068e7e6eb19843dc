package dev.handrail.ui.page;

import java.nio.file.Path;
import java.util.Optional;

/// Lets the admin choose a file; empty when nothing was chosen.
public interface FileDialogs {

    Optional<Path> chooseSaveFile(String name);

    /// Begins in `folder`, if it is there.
    Optional<Path> chooseFile(String title, Path folder);
}
