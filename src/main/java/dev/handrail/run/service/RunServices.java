package dev.handrail.run.service;

import dev.handrail.model.Message;
import dev.handrail.run.RunStopped;

import java.nio.file.Path;

/// What the parts of an executing run share. `copies`: the folder for files that are copied to the
/// workstation.
public record RunServices(
        RunRecorder recorder,
        ServerConnections servers,
        AdminPrompt prompt,
        RunControls controls,
        ScriptAssembler assembler,
        SleepTimer timer,
        Path copies) {

    /// Pauses the run until someone resumes it.
    public RunStopped pauseRun(Message reason) {
        return recorder.pauseRun(reason);
    }
}
