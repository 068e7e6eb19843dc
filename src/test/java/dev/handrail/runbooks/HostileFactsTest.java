package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireRoot;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.ScriptText;
import dev.handrail.testing.Hostile;
import dev.handrail.testing.Shells;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a server says of itself stays text wherever a runbook's script puts it: into a pattern, a
/// command's arguments, a file's name, SQL, Python, a message. A text that became a command would
/// leave a file named canary.
@Tag("ssh")
class HostileFactsTest {
    private static final String LIBRARY =
            Stream.of(
                            "lib.sh",
                            "lib/systemd.sh",
                            "lib/postgresql.sh",
                            "sentry/lib.sh",
                            "stackstorm/lib.sh")
                    .map(name -> ScriptText.builtIn("runbooks/" + name).text())
                    .reduce("", (all, text) -> all + text + "\n");

    private static final List<String> TEXTS = Hostile.texts(5, 110);

    @TempDir Path folder;

    private static List<String> lines() {
        return TEXTS.stream().filter(text -> text.indexOf('\n') < 0).toList();
    }

    static Stream<Shells> shells() {
        return Shells.all().stream();
    }

    /// Runs a script once for all texts: `each` is a function that gets one as its `$1` and prints
    /// what is looked at. The answers are in the order of the texts.
    private List<String> each(Shells shell, List<String> texts, String function) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            values.put("V" + i, texts.get(i));
            calls.append("each \"$V").append(i).append("\"; printf '\\036'\n");
        }
        String script =
                "cd '"
                        + folder
                        + "' || exit 9\n"
                        + ShellQuote.exportAssignments(values).replaceAll("; export V\\d+\n", "\n")
                        + LIBRARY
                        + "each() {\n"
                        + function
                        + "\n}\n"
                        + calls;
        Shells.Ran ran = shell.run(script);
        assertEquals(0, ran.exit(), ran.err());
        assertEquals("", ran.err());
        List<String> answers = List.of(ran.out().split("\u001e", -1));
        assertEquals(texts.size() + 1, answers.size(), ran.out());
        return answers.subList(0, texts.size());
    }

    @AfterEach
    void nothingRan() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            assertFalse(all.anyMatch(path -> path.endsWith("canary")));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aFactIsOneLineWhateverItSays(Shells shell) throws Exception {
        for (String answer : each(shell, TEXTS, "fact \"$1\" \"$1\" \"$1\"")) {
            assertTrue(answer.startsWith("@fact\t") && answer.endsWith("\n"), answer);
            assertEquals(4, answer.split("\t", -1).length, answer);
            assertEquals(answer.length() - 1, answer.indexOf('\n'), answer);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aPatternMatchesTheTextAndNothingElse(Shells shell) throws Exception {
        String function =
                """
                for kind in -E -G; do
                    printf '%s\\n' "$1" | grep -aqx $kind -e "$(pattern "$1")" && printf itself
                    printf '%s\\n' "x$1" "$1$1." "${1%?}" | grep -aqx $kind -e "$(pattern "$1")" && printf other
                done
                :\
                """;
        List<String> texts = lines().stream().filter(text -> !text.isEmpty()).toList();
        List<String> answers = each(shell, texts, function);
        for (int i = 0; i < texts.size(); i++) {
            assertEquals("itselfitself", answers.get(i), texts.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aFolderIsRenamedInAUnitByItsLetters(Shells shell) throws Exception {
        String function =
                """
                printf 'WorkingDirectory=%s/old\\nExec=%s/old/bin --x %s/old %s/older\\n' "$1" "$1" "$1" "$1" |
                    renamed "$1/old" "$1/new\"\
                """;
        List<String> answers = each(shell, lines(), function);
        for (int i = 0; i < answers.size(); i++) {
            String path = lines().get(i);
            assertEquals(
                    "WorkingDirectory=%s/new\nExec=%s/new/bin --x %s/new %s/older\n"
                            .formatted(path, path, path, path),
                    answers.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void sizesAndVersionsAreNumbersWhateverIsMeasured(Shells shell) throws Exception {
        String function =
                """
                free_kb "$1" && free_kb "/tmp/$1" && size_kb "$1" "/nonexistent/$1" || printf failed
                version_at_least "$1" 2.5.1
                version_at_least 2.5.1 "$1"
                [ $? -le 1 ] || printf failed\
                """;
        for (String answer : each(shell, TEXTS, function)) {
            assertTrue(answer.matches("\\d+\n\\d+\n\\d+\n"), answer);
        }
        each(shell, lines(), "printf '10 %s\\n20 /%s\\n' \"$1\" \"$1\" | space_facts");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aFileIsSavedUnderItsOwnPathOnly(Shells shell) throws Exception {
        List<Path> files = new ArrayList<>();
        for (String text : TEXTS) {
            String name = text.replace('/', '_');
            if (!name.isEmpty() && name.getBytes(UTF_8).length < 250 && !name.endsWith("\n")) {
                Path file = folder.resolve("from/-dash '/" + name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                files.add(file);
            }
        }
        Files.createDirectories(folder.resolve("backup"));
        List<String> answers =
                each(
                        shell,
                        files.stream().map(Path::toString).toList(),
                        "(cd backup && keep_file \"$1\")");
        for (int i = 0; i < files.size(); i++) {
            Path saved = folder.resolve("backup/files" + files.get(i));
            assertEquals(Files.readString(files.get(i)), Files.readString(saved));
            assertEquals(files.get(i) + "\n", answers.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aPathThatLeadsUpwardsIsNotSaved(Shells shell) throws Exception {
        Files.createDirectories(folder.resolve("backup"));
        Files.createDirectories(folder.resolve("a/b"));
        for (String path : List.of(folder + "/a/b/../../a", folder + "/a/..", "a/b")) {
            Shells.Ran ran =
                    shell.run(
                            LIBRARY
                                    + "cd '"
                                    + folder
                                    + "/backup' && mkdir -p a/b && keep_file '"
                                    + path
                                    + "'");
            assertEquals(1, ran.exit(), ran.out());
            assertTrue(ran.err().startsWith("ERROR: "), ran.err());
            assertFalse(Files.exists(folder.resolve("backup/files")));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void commandsOfAnotherUserGetTheirArgumentsAsTheyAre(Shells shell) throws Exception {
        requireRoot("become somebody else");
        List<String> some = TEXTS.subList(0, 30);
        for (String way : List.of("", "have() { false; }\n")) {
            List<String> answers =
                    each(
                            shell,
                            some,
                            way + "(cd / && as_user nobody printf '%s' \"$1\" -l --help)");
            for (int i = 0; i < some.size(); i++) {
                // What is no format's argument is no option either: printf prints all three.
                assertEquals(some.get(i) + "-l--help", answers.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void unitsKeepTheirNamesAndOddOnesAreLeftOut(Shells shell) throws Exception {
        String function =
                """
                journalctl() { printf '<%s>' "$@"; }
                HR_HOP_WORK=/nonexistent
                journal_errors '<' "$1" 'status\\x2dpage.service' | sed 's/.*<@[0-9]*>//'\
                """;
        List<String> texts = lines();
        List<String> answers = each(shell, texts, function);
        for (int i = 0; i < texts.size(); i++) {
            assertEquals(
                    "<-u><" + texts.get(i) + "><-u><status\\x2dpage.service>\n", answers.get(i));
        }
        for (String text : each(shell, TEXTS, "printf '%s\\n' \"$1\" | unit_names; :")) {
            assertTrue(text.matches("([A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*\n)*"), text);
        }
        assertEquals(
                List.of("status\\x2dpage@1.service\n"),
                each(
                        shell,
                        List.of("status\\x2dpage@1.service"),
                        "printf '%s\\n' \"$1\" '-x.service' '*.service' 'a b.service' |"
                                + " unit_names"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void keysOfAUserAreSavedWhateverTheNameSays(Shells shell) throws Exception {
        String function =
                """
                st_keys() { printf '<%s>' "$@"; }
                rm -rf out && mkdir out && printf '%s\n' "$1" other >out/users
                st_user_keys out --decrypt
                cat out/keys-user-1.json
                ls out\
                """;
        List<String> texts = lines();
        List<String> answers = each(shell, texts, function);
        for (int i = 0; i < texts.size(); i++) {
            assertEquals(
                    "<-s><user><-u><"
                            + texts.get(i)
                            + "><--decrypt>keys-user-1.json\nkeys-user-2.json\nusers\n",
                    answers.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aTextInAPythonFileMeansItself(Shells shell) throws Exception {
        requireTools("python3");
        String function =
                """
                sy_python() { command -v python3; }
                printf 'import sys\\nsys.stdout.buffer.write(%s.encode("utf-8", "surrogateescape"))\\n' "$(sy_text "$1")" |
                    PYTHONUTF8=1 python3 -\
                """;
        List<String> some = TEXTS.subList(0, 40);
        assertEquals(some, each(shell, some, function));
    }

    @Test
    void aDatabaseIsTheOneOfThatNameWhateverTheNameSays() throws Exception {
        try (ScratchPostgresql server = ScratchPostgresql.start()) {
            String function =
                    """
                    have() { false; }
                    F_DATABASE_CREATOR=me PGUSER=postgres hr_caller=$(id -un) hr_name=$1 hr_new=$1 hr_failed=$1
                    export PGUSER
                    printf "select :'name' = :'failed', convert_to(:'new', 'UTF8')\\n" | hr_admin_sql
                    hr_admin_sql <<'SQL'
                    select format('create database %I template template0', :'name')
                    \\gexec
                    SQL
                    printf 'select convert_to(current_database(), current_setting($$server_encoding$$))\\n' |
                        psql -XqAt -d "$(db_named "$1")\"\
                    """;
            Shells shell = Shells.sh();
            List<String> names =
                    TEXTS.stream()
                            .filter(text -> !text.isEmpty())
                            .filter(text -> text.getBytes(UTF_8).length < 63)
                            .filter(text -> text.indexOf('\r') < 0)
                            .limit(40)
                            .toList();
            List<String> answers =
                    each(
                            shell,
                            names,
                            "PGHOST='"
                                    + server.socket()
                                    + "' PGCLIENTENCODING=UTF8\nexport PGHOST PGCLIENTENCODING\n"
                                    + function.replace("                    SQL", "SQL"));
            for (int i = 0; i < names.size(); i++) {
                String hex = java.util.HexFormat.of().formatHex(names.get(i).getBytes(UTF_8));
                assertEquals("t|\\x" + hex + "\n\\x" + hex + "\n", answers.get(i), names.get(i));
            }
        }
    }

    /// Ways to put a fact into a program's text. `$(pattern ...)` is how it is done.
    private static final List<Pattern> UNSAFE =
            Stream.of(
                            "\\beval\\b",
                            "\\bsh -c \"",
                            "\\bawk\\b[^|']* -v [a-z_]+=\"?\\$\\{?(F|HR)_",
                            "\\bxargs (?!kill)",
                            "(db_sql|psql [^|]*-c) \"[^\"]*\\$(?!table cascade|tables\"|1\")",
                            "\\b(sed|grep)( -[a-zA-EG-Z]+)* (-e )?\"[^\"]*\\$\\{?(F|HR)_",
                            "\\b(psql|pg_restore)\\b[^|]* -d (?!postgres|\"\\$\\(db_named)")
                    .map(Pattern::compile)
                    .toList();

    @Test
    void noScriptPutsAFactIntoAProgram() throws IOException {
        List<String> found = new ArrayList<>();
        int scripts = 0;
        try (Stream<Path> files = Files.walk(Path.of("resources/runbooks"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sh")).toList()) {
                scripts++;
                for (String line : Files.readAllLines(file)) {
                    String code = line.replaceAll("^\\s*#.*", "");
                    for (Pattern unsafe : UNSAFE) {
                        Matcher matcher =
                                unsafe.matcher(code.replaceAll("\\$\\(pattern [^)]*\\)", ""));
                        if (matcher.find() && !file.endsWith("host.sh")) {
                            found.add(file + ": " + line.strip());
                        }
                    }
                }
            }
        }
        assertNotEquals(0, scripts);
        assertEquals(List.of(), found);
    }
}
