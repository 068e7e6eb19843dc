package dev.handrail.run.service;

import dev.handrail.model.Message;
import dev.handrail.run.RunStopped;

import java.nio.file.Path;

/// The services that the parts of a running run share. `copies`: the folder on this workstation for
/// copied files.
public record RunServices(
        RunRecorder recorder,
        ServerConnections servers,
        AdminPrompt prompt,
        RunControls controls,
        ScriptAssembler assembler,
        SleepTimer timer,
        Path copies) {

    /// Pauses the run until someone resumes it. Returns an exception for the caller to throw.
    public RunStopped pauseRun(Message reason) {
        return recorder.pauseRun(reason);
    }
}
