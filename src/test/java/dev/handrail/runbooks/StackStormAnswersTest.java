package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.ScriptText;
import dev.handrail.testing.Shells;
import dev.handrail.text.ShellQuote;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/// What the scripts of StackStorm read out of answers that the real StackStorm 3.7 and 3.9 gave.
@Tag("fast")
class StackStormAnswersTest {
    private static final String LIBRARY =
            Stream.of("lib.sh", "stackstorm/lib.sh")
                    .map(name -> ScriptText.builtIn("runbooks/" + name).text())
                    .reduce("", (all, text) -> all + text + "\n");

    static List<Shells> shells() {
        return Shells.all();
    }

    private static String read(Shells shell, String said, String function) throws Exception {
        String input = "printf '%s\n' " + ShellQuote.quoteWord(said);
        return shell.run(LIBRARY + input + " | " + function).out().strip();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void componentsThatAreNotInstalledAreNotDown(Shells shell) throws Exception {
        String said =
                """
                ##### st2 components status #####
                st2api PID: 10140
                st2scheduler is not running.
                st2chatops is not running.\
                """;

        String down = read(shell, said, "st_not_running 'st2api\nst2scheduler'");

        assertEquals("st2scheduler", down);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void documentsAreCountedAsOldAndNewToolsSayThem(Shells shell) throws Exception {
        String said =
                """
                2026-11-29T13:57:58.469+0000\tdone dumping `st2.api_key_d_b` (0 documents)
                2026-11-29T13:57:58.470+0000\tdone dumping `st2.key_value_pair_d_b` (1 document)
                2018-02-01T10:00:00.000+0000\tdone dumping st2.role_d_b (3 documents)\
                """;

        String counted = read(shell, said, "sed -n \"$(st_dumped)\"");

        assertEquals("api_key_d_b 0\nkey_value_pair_d_b 1\nrole_d_b 3", counted);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, ''",
        "mongodb://stackstorm:a%40b@127.0.0.1:27017/st2?authSource=st2, 127.0.0.1:27017, st2",
        "'mongodb://one,two:27018/?replicaSet=rs0', 'one,two:27018', ''",
        "mongodb+srv://u:p@cluster.example.com/prod, cluster.example.com, prod"
    })
    void theAddressOfMongodbMayBeAWholeUri(String address, String hosts, String database)
            throws Exception {
        for (Shells shell : shells()) {
            assertEquals(hosts, read(shell, address, "st_uri_hosts"));
            assertEquals(database, read(shell, address, "st_uri_database"));
        }
    }
}
