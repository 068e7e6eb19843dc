package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;

/// Reads what versions do with settings.
final class SettingRuleReader {
    private static final String ALL = "*";
    private static final String YAML = ".*\\.ya?ml";

    private SettingRuleReader() {}

    static SettingRule readRule(RunbookField field) {
        RuleChange change = field.at("change").enumConstant(RuleChange.class, RuleChange.BY_HAND);
        checkOther(field, change);
        checkName(field, change);
        checkReceiver(field, change);
        return new SettingRule(
                field.at("key").text(),
                field.at("file").text(),
                field.at("name").text(),
                change,
                field.at("to").text(),
                field.at("toFile").text(),
                field.at("since").readOptional(RunbookField::readVersion),
                field.at("why").message(),
                field.at("source").text());
    }

    /// Adds an error for a `to` or `toFile` that is missing, or that means nothing.
    private static void checkOther(RunbookField field, RuleChange change) {
        boolean alone = change == RuleChange.REMOVED || change == RuleChange.BY_HAND;
        boolean across = change == RuleChange.MOVED || change == RuleChange.CONFLICTS;
        RunbookField to = field.at("to");
        RunbookField toFile = field.at("toFile");
        if (!alone && !to.isPresent()) {
            to.addError(Message.of("store.runbook.missing"));
        } else if (alone && to.isPresent()) {
            to.addError(Message.of("store.runbook.setting-unwanted", field.at("change").text()));
        }
        if (!across && toFile.isPresent()) {
            toFile.addError(
                    Message.of("store.runbook.setting-unwanted", field.at("change").text()));
        }
    }

    /// Adds an error for `*` anywhere but at the end of the name of a setting that is removed or
    /// left to the admin, and for a new name in another section.
    private static void checkName(RunbookField field, RuleChange change) {
        String name = field.at("name").text();
        int star = name.indexOf(ALL);
        boolean several = change == RuleChange.REMOVED || change == RuleChange.BY_HAND;
        if (star >= 0 && (star < name.length() - 1 || !several)) {
            field.at("name").addError(Message.of("store.runbook.setting-star"));
        }
        String to = field.at("to").text();
        if (change == RuleChange.RENAMED && !to.isEmpty() && name.equals(to)) {
            field.at("to").addError(Message.of("store.runbook.setting-same"));
        }
    }

    /// Adds an error unless a value moves from a Python file into a YAML file.
    private static void checkReceiver(RunbookField field, RuleChange change) {
        RunbookField toFile = field.at("toFile");
        if (change != RuleChange.MOVED) {
            return;
        }
        if (!toFile.isPresent()) {
            toFile.addError(Message.of("store.runbook.missing"));
        } else if (!toFile.text().matches(YAML) || !field.at("file").text().endsWith(".py")) {
            toFile.addError(Message.of("store.runbook.setting-receiver"));
        }
    }
}
