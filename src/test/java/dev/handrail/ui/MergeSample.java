package dev.handrail.ui;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.LineContext;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.model.settings.SettingChange.SettingKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A file of a merge, written part by part, as the engine would find it.
final class MergeSample {
    private static final int AROUND = 3;

    private final String path;
    private final List<List<String>> unchanged = new ArrayList<>();
    private final List<LineChange> changes = new ArrayList<>();
    private final List<Boolean> applied = new ArrayList<>();
    private List<String> pending = new ArrayList<>();
    private int mineLine = 1;
    private int freshLine = 1;

    MergeSample(String path) {
        this.path = path;
    }

    MergeSample same(String... lines) {
        pending.addAll(List.of(lines));
        mineLine += lines.length;
        freshLine += lines.length;
        return this;
    }

    MergeSample same(int count, String text) {
        return same(IntStream.rangeClosed(1, count).mapToObj(i -> text + i).toArray(String[]::new));
    }

    MergeSample waits(List<String> mine, List<String> fresh) {
        return change(mine, fresh, false, false);
    }

    MergeSample locked(List<String> mine, List<String> fresh) {
        return change(mine, fresh, true, false);
    }

    MergeSample applied(List<String> mine, List<String> fresh) {
        return change(mine, fresh, false, true);
    }

    private MergeSample change(
            List<String> mine, List<String> fresh, boolean locked, boolean byItself) {
        changes.add(new LineChange(mineLine, mine, freshLine, fresh, locked, locked));
        applied.add(byItself);
        unchanged.add(pending);
        pending = new ArrayList<>();
        mineLine += mine.size();
        freshLine += fresh.size();
        return this;
    }

    FileChange file() {
        List<LineContext> contexts = contexts();
        return new FileChange(
                path,
                path + ".new",
                "a",
                "b",
                pick(changes, false),
                true,
                pick(changes, true),
                IntStream.of(0, 1)
                        .mapToObj(i -> pick(contexts, i == 1))
                        .flatMap(List::stream)
                        .toList());
    }

    private <T> List<T> pick(List<T> all, boolean wanted) {
        return IntStream.range(0, all.size())
                .filter(i -> applied.get(i) == wanted)
                .mapToObj(all::get)
                .toList();
    }

    private List<LineContext> contexts() {
        List<LineContext> all = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < changes.size(); i++) {
            List<String> before = unchanged.get(i);
            int first = Math.max(from, before.size() - AROUND);
            boolean last = i + 1 == changes.size();
            List<String> next = last ? pending : unchanged.get(i + 1);
            int after = Math.min(AROUND, next.size());
            all.add(
                    new LineContext(
                            first - from,
                            before.subList(first, before.size()),
                            next.subList(0, after),
                            last ? next.size() - after : 0));
            from = after;
        }
        return all;
    }

    static Question question(FileChange... files) {
        return new Question(
                Question.Kind.MERGE,
                Message.literal("Bring your settings into the new files"),
                Message.literal("The new version has settings that yours does not have yet."),
                List.of(
                        new AnswerOption(Choice.CONTINUE, Message.literal("Write files"), false),
                        new AnswerOption(Choice.STOP, Message.literal("Pause the run"), false),
                        new AnswerOption(
                                Choice.END,
                                Message.literal("End the run and leave the server as it is"),
                                false)),
                "",
                List.of(files));
    }

    /// What the pictures show: two files with changes of every kind.
    static Question settings() {
        return question(configuration(), gunicorn());
    }

    /// A file with settings that the new version renames, removes, or leaves to the admin.
    static Question advised() {
        SettingRule tls =
                advice("database.ssl", RuleChange.RENAMED, "database.tls", "renames this setting.");
        SettingRule gone = advice("mistral.*", RuleChange.REMOVED, "", "has no Mistral any more.");
        SettingRule key =
                advice("database.ssl_keyfile", RuleChange.BY_HAND, "", "ignores this setting.");
        return question(
                new FileChange(
                                "/etc/st2/st2.conf",
                                "/etc/st2/st2.conf",
                                "a",
                                "b",
                                List.of(
                                        new LineChange(
                                                3, List.of("ssl = True"), 0, List.of("tls = True")),
                                        new LineChange(9, List.of("url = x"), 0, List.of())),
                                true,
                                List.of(),
                                List.of(
                                        new LineContext(
                                                0, List.of("[database]"), List.of("host = db"), 0),
                                        new LineContext(3, List.of("[mistral]"), List.of(), 2)))
                        .withSettings(
                                List.of(
                                        onlyMine("database.ssl", "True", List.of(0)),
                                        onlyMine("database.ssl_keyfile", "/etc/key", List.of()),
                                        onlyMine("mistral.url", "x", List.of(1))),
                                List.of())
                        .withAdvice(
                                List.of(
                                        new SettingAdvice("database.ssl", tls, Optional.of(0)),
                                        new SettingAdvice(
                                                "database.ssl_keyfile", key, Optional.empty()),
                                        new SettingAdvice("mistral.url", gone, Optional.of(1)))));
    }

    private static SettingChange onlyMine(String name, String value, List<Integer> changes) {
        Optional<String> none = Optional.empty();
        return new SettingChange(
                name, SettingKind.ONLY_YOURS, Optional.of(value), none, none, changes, false);
    }

    private static SettingRule advice(String name, RuleChange change, String to, String why) {
        return new SettingRule(
                "key",
                "/etc/st2/st2.conf",
                name,
                change,
                to,
                "",
                Optional.empty(),
                Message.literal("StackStorm 3.9 " + why),
                "st2docs, upgrade notes v3.9");
    }

    private static FileChange configuration() {
        return new MergeSample("/opt/status-page/statuspage/statuspage/configuration.py")
                .same(
                        "#########################",
                        "#   Required settings   #",
                        "#########################",
                        "")
                .waits(
                        List.of("ALLOWED_HOSTS = ['status.example.org', 'status-internal']"),
                        List.of("ALLOWED_HOSTS = ['*']"))
                .same(
                        "",
                        "# PostgreSQL database configuration.",
                        "DATABASE = {",
                        "    'NAME': 'statuspage',",
                        "    'USER': 'statuspage',",
                        "    'PASSWORD': '************',",
                        "    'HOST': 'db1.internal',")
                .waits(
                        List.of("    'PORT': '5433',", "    'CONN_MAX_AGE': 300,"),
                        List.of("    'PORT': '',", "    'CONN_MAX_AGE': 60,", "    'OPTIONS': {},"))
                .same("}", "")
                .same(14, "REDIS_OPTION_")
                .locked(List.of("SECRET_KEY = '****************'"), List.of("SECRET_KEY = ''"))
                .same("", "# Time zone", "TIME_ZONE = 'Europe/Berlin'")
                .applied(List.of(), List.of("FIELD_CHOICES = {}"))
                .same(
                        "",
                        "# Plugins",
                        "# Names of Python packages,",
                        "# without their versions.",
                        "")
                .waits(List.of(), List.of("PLUGINS = []", "PLUGINS_CONFIG = {}"))
                .same(118, "# option ")
                .file()
                .withSettings(settingsOfConfiguration(), notesOfConfiguration());
    }

    private static List<SettingChange> settingsOfConfiguration() {
        return List.of(
                setting("ALLOWED_HOSTS", SettingKind.BOTH_CHANGED, 0)
                        .values("['status.example.org', 'status-internal']", "[]", "['*']"),
                setting("DATABASE.HOST", SettingKind.YOURS)
                        .values("'db1.internal'", "'localhost'", "'localhost'"),
                setting("DATABASE.PORT", SettingKind.YOURS, 1).values("'5433'", "''", "''"),
                setting("DATABASE.CONN_MAX_AGE", SettingKind.BOTH_CHANGED, 1)
                        .values("300", "0", "60"),
                setting("SECRET_KEY", SettingKind.YOURS, 2)
                        .values("'****************'", "''", "''"),
                setting("TIME_ZONE", SettingKind.YOURS).values("'Europe/Berlin'", "'UTC'", "'UTC'"),
                setting("DATABASE.OPTIONS", SettingKind.NEW, 1).values("", "", "{}"),
                setting("FIELD_CHOICES", SettingKind.NEW, 4).values("", "", "{}"),
                setting("PLUGINS", SettingKind.NEW, 3).values("", "", "[]"),
                setting("PLUGINS_CONFIG", SettingKind.NEW, 3).values("", "", "{}"));
    }

    private static List<Message> notesOfConfiguration() {
        return List.of(
                Message.of("run.settings.same", 14),
                Message.of("run.settings.unsure", "LOGGING", 1));
    }

    private record NamedSetting(String name, SettingKind kind, List<Integer> changes) {
        /// An empty value is none.
        SettingChange values(String mine, String base, String fresh) {
            return new SettingChange(
                    name, kind, value(mine), value(base), value(fresh), changes, false);
        }

        private static Optional<String> value(String text) {
            return Optional.of(text).filter(each -> !each.isEmpty());
        }
    }

    private static NamedSetting setting(String name, SettingKind kind, Integer... changes) {
        return new NamedSetting(name, kind, List.of(changes));
    }

    private static FileChange gunicorn() {
        return new MergeSample("/opt/status-page/gunicorn.py")
                .same("bind = '127.0.0.1:8001'", "")
                .waits(
                        List.of("workers = 12", "threads = 4"),
                        List.of("workers = 5", "threads = 3"))
                .same("")
                .file();
    }
}
