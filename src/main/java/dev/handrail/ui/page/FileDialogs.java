package dev.handrail.ui.page;

import java.nio.file.Path;
import java.util.Optional;

/// Lets the admin choose a file. The methods wait for the dialog and return empty when it is
/// cancelled.
public interface FileDialogs {

    /// `name` is the suggested file name.
    Optional<Path> chooseSaveFile(String name);

    /// The dialog begins in `folder`, if that exists.
    Optional<Path> chooseFile(String title, Path folder);
}
