package dev.handrail.run.merge.settings;

/// Lines of the admin's file, from `begin` to before `end`, and what a rule of the runbook makes of
/// them. `shown`: the same with a secret from another file masked.
public record SettingEdit(int begin, int end, byte[] text, byte[] shown) {
    SettingEdit(int begin, int end, byte[] text) {
        this(begin, end, text, text);
    }
}
