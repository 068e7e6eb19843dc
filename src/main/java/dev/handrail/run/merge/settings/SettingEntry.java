package dev.handrail.run.merge.settings;

/// A setting in a file, by byte offsets. `parent`: the name of the setting that it is a part of, or
/// empty. `start`: where its name starts. `begin` and `end`: its value, without spaces around it.
/// `group`: it has parts, which are settings of their own. `unsure`: the file sets it elsewhere
/// too.
public record SettingEntry(
        String name, String parent, int start, int begin, int end, boolean group, boolean unsure) {}
