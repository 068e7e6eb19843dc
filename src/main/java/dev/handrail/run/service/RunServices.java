package dev.handrail.run.service;

import dev.handrail.model.Message;
import dev.handrail.run.RunStopped;

import java.nio.file.Path;

/// What the parts of a walking run share. `copies`: where files that are copied to the workstation
/// are put.
public record RunServices(
        RunRecorder diary,
        ServerConnections servers,
        AdminPrompt asking,
        RunControls controls,
        ScriptAssembler sending,
        SleepTimer sleeper,
        Path copies) {

    /// Lets the run stand still until someone resumes it.
    public RunStopped pauseRun(Message reason) {
        return diary.pauseRun(reason);
    }
}
