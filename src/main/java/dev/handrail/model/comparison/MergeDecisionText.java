package dev.handrail.model.comparison;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.summary.MergeSummary;
import dev.handrail.model.summary.MergeSummary.MergedChange;
import dev.handrail.model.summary.MergeSummary.MergedFile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says for each configuration file of a run how many changes took which lines.
final class MergeDecisionText {
    private MergeDecisionText() {}

    static Map<Message, Message> describe(Run run, List<RunEvent> events) {
        Map<Message, Message> files = new LinkedHashMap<>();
        for (MergedFile file : MergeSummary.listFiles(run, events)) {
            files.put(Message.literal(file.file()), describe(file));
        }
        return files;
    }

    private static Message describe(MergedFile file) {
        long taken = file.changes().stream().filter(MergedChange::takesNew).count();
        return Message.of("compare.merge", taken, (long) file.changes().size());
    }
}
