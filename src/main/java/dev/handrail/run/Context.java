package dev.handrail.run;

import java.nio.file.Path;

/// What the parts of a walking run share. `copies`: where files that are copied to the workstation
/// are put.
record Context(
        Diary diary,
        Servers servers,
        Asking asking,
        Controls controls,
        Sending sending,
        Sleeper sleeper,
        Path copies) {

    /// Lets the run stand still until someone resumes it.
    Halted pause(String reason) {
        return diary.pause(reason);
    }
}
