package dev.handrail.model.summary;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.AutoRollback;

/// Says whether and when Handrail rolls a run back by itself.
public final class AutoRollbackText {
    private AutoRollbackText() {}

    public static Message describe(AutoRollback rollback) {
        return switch (rollback.state()) {
            case ALLOWED -> Message.of("run.auto-rollback.allowed", rollback.limit());
            case SCHEDULED ->
                    Message.of("run.auto-rollback.scheduled", rollback.due().orElseThrow());
            case REFUSED -> Message.of("run.auto-rollback.refused", rollback.reason());
            case DECLINED -> Message.of("run.auto-rollback.declined");
            case STARTED -> Message.of("run.end.auto-rollback", rollback.limit());
        };
    }
}
