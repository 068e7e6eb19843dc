package dev.handrail.redact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

@Tag("fast")
class SecretRedactorTest {
    private static final List<String> SECRETS =
            List.of("hunter2", "huntsman's \"pass\" \\ wörd", "aaab", "aaaab", "p@ss/w:rd");

    private static final String RANDOM = "q7Zr2mX9vB4tK8wL1nC5";

    private static final List<String> PARTS =
            List.of(
                    "hunter2",
                    "hunter",
                    "hunt",
                    "aaaaaaab",
                    "aaab",
                    "password=",
                    "PASSWORD = ",
                    "'",
                    "\"",
                    "\\",
                    " ",
                    "\n",
                    "token:",
                    "API_TOKEN: ",
                    "x",
                    "secret",
                    "Bearer ",
                    "Authorization: ",
                    "postgres://u:",
                    "@host/db",
                    "p@ss/w:rd",
                    "8080/",
                    "@",
                    "=",
                    ":",
                    "-----BEGIN PRIVATE KEY-----\nMIIB\n",
                    "-----END PRIVATE KEY-----\n",
                    "\u001b[0m",
                    "ö",
                    "\0",
                    "\r\n",
                    "--password ",
                    "https://hooks.slack.com/services/",
                    "/webhook/",
                    "ghp_",
                    "xoxb-",
                    "AKIA",
                    "eyJ",
                    ".eyJ",
                    "/",
                    "?sig=",
                    RANDOM,
                    "0123456789ABCDEF",
                    "123e4567-e89b-12d3-a456-426614174000",
                    "cookie: ",
                    "{\"password\": \"a\\\"b\"}",
                    "aGVsbG8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '~',
            value = {
                "SECRET_KEY = 'abc def'  # note | SECRET_KEY = '*******'  # note",
                "DB_PASSWORD=abc next | DB_PASSWORD=*** next",
                "password: abc | password: ***",
                "{\"password\": \"a b\", \"user\": \"x\"} | {\"password\": \"***\", \"user\":"
                        + " \"x\"}",
                "config['password'] = 'ab' | config['password'] = '**'",
                "postgres://me:pw@db:5432/x | postgres://me:**@db:5432/x",
                "redis://:p/w@db/0 | redis://:***@db/0",
                "amqp://a:p@w@mq/ and on | amqp://a:***@mq/ and on",
                "Authorization: Basic Zm9v | Authorization: **********",
                "-H \"Authorization: Bearer ab\" url | -H \"Authorization: *********\" url",
                "Bearer eyJ.x.y ok | Bearer ******* ok",
                "proxy-authorization=Basic Zm9v x | proxy-authorization=************",
                "--api-key=abc next | --api-key=*** next",
                "?token=abc rest | ?token=*** rest",
                "pg_dump --password abc -d x | pg_dump --password *** -d x",
                "PGPASSWORD='it'\\''s a b' x | PGPASSWORD='**'********' x",
                "password = two words | password = *********",
            })
    void hidesTheValueAndShowsTheName(String text, String masked) {
        assertEquals(masked, new SecretRedactor(List.of()).redactText(text));
    }

    /// `R`: twenty random letters and digits; what is hidden stands between `<` and `>`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl https://hooks.slack.com/services/<T024BE7LD/B07/R> -d x",
                "https://hooks.slack.com/services/<TABCDEFGH/BABCDEFGH/abcdefgh>",
                "https://discord.com/api/webhooks/<123456789012345678/R-R_R> ok",
                "POST /api/webhooks/<123456789012345678/R-R_R>",
                "https://chat.example.org/hooks/<R>\"",
                "https://x.webhook.office.com/webhookb2/<123e4567-e89b-12d3-a456-426614174000@R/"
                        + "IncomingWebhook/0/1>",
                "https://ci.example.org/webhook/<123e4567-e89b-12d3-a456-426614174000>?x",
                "https://x.blob.core.windows.net/a?sv=1&sig=<R> ok",
                "https://s3.example.org/a?X-Amz-Signature=<R> ok",
                "https://api.example.org/x?access_token=<R> ok",
                "https://me:<R>@host/x",
                "id AKI<ARRRRRRRRRRRRRRRR>, ok",
                "key=ASI<ARRRRRRRRRRRRRRRR>",
                "remote: ghp_<16C7e42F292c6912E7710c838347Ae178B4a> ok",
                "ghs_<16C7e42F292c6912E7710c838347Ae178B4a>",
                "https://github_pat_<R>@github.com/x",
                "https://oauth2:<glpat-R>@gitlab.example.org",
                "'glpat-<R>'",
                "xox<b-123456789012-R>, xox<p-123456789012-R>",
                "got eyJ<hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.R> now",
            })
    void knowsATokenByItsLook(String text) {
        String[] parts = text.split("(?<=[<>])|(?=[<>])");
        StringBuilder whole = new StringBuilder();
        StringBuilder masked = new StringBuilder();
        boolean hidden = false;
        for (String part : parts) {
            if (part.equals("<") || part.equals(">")) {
                hidden = part.equals("<");
                continue;
            }
            String said = part.replaceAll("(?<![A-Z])R(?![A-Za-z])", RANDOM);
            whole.append(said);
            masked.append(hidden ? "*".repeat(said.length()) : said);
        }
        assertEquals(masked.toString(), new SecretRedactor(List.of()).redactText(whole.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cloning into '/srv/webhooks/migrations/0001_initial_20240101.py' ...",
                "https://example.org/docs/webhooks/status-page-notifications-for-teams",
                "https://ci.example.org/hooks/pre-commit.sample",
                "/usr/lib/python3/dist-packages/stackstorm_webhooks/__init__.py",
                "https://hooks.slack.com/services/ is where they go",
                "ghp_ is how it begins; ghp_short too, and high_performance",
                "Downloading ghp_import-2.1.0-py3-none-any.whl (11 kB)",
                "rows.users_token = 5; rows.api_token: 12",
                "rows.users_token is \"5\", expected at least \"6\"",
                "glpat-abc and xoxb-1, foxy-fine",
                "AKIAB is a name, and so are TAKI AKIMBO AKIAxxxxxxxxxxxxxxxx",
                "eyJ is nothing, nor is eyJhbGciOiJIUzI1NiJ9.txt; heyJude.eyJ",
                "sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozfQ==",
                "config=1 sig=9 signature=none ?design=new&config=x",
            })
    void leavesWhatOnlyLooksALittleLikeAToken(String text) {
        assertEquals(text, new SecretRedactor(List.of()).redactText(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: ", "[sudo] password for me: ", "http://localhost:8080/x",
                        "tcp://0.0.0.0:80", "12:00:01 a=b",
                "unexpected token: }", "POSTGRES_PASSWORD_FILE=/run/x", "docker://image:tag",
                        "PWD=/root", "passwordless: yes",
                "https://me@host/x", "Token::new"
            })
    void showsWhatIsNoSecretAtOnce(String text) {
        SecretRedactor mask = new SecretRedactor(List.of("hunter2"));
        byte[] bytes = text.getBytes(UTF_8);
        String now = new String(mask.redactNext(bytes, bytes.length), UTF_8);
        assertEquals(text, now + new String(mask.redactRest(), UTF_8));
        assertTrue(now.equals(text) || text.contains("://"), now);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huntsman's \"pass\" \\ wörd",
                "aHVudHNtYW4ncyAicGFzcyIgXCB3w7ZyZA",
                "huntsman%27s+%22pass%22+%5C+w%C3%B6rd",
                "huntsman%27s%20%22pass%22%20%5c%20w%c3%b6rd",
                "huntsman'\\''s \"pass\" \\ wörd",
                "huntsman's \\\"pass\\\" \\\\ wörd",
                "huntsman\\'s \"pass\" \\\\ wörd"
            })
    void hidesAGivenSecretInEveryForm(String form) {
        String masked = new SecretRedactor(SECRETS).redactText("see " + form + " there");
        assertEquals("see " + "*".repeat(form.getBytes(UTF_8).length) + " there", masked);
    }

    @Test
    void saysTheSameHoweverTheReadsAreSplit() {
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            byte[] whole = text(random);
            byte[] expected = split(whole, whole.length, new Random(1));
            assertEquals(whole.length, expected.length);
            byte[] pieces = split(whole, 1 + random.nextInt(12), random);
            assertArrayEquals(expected, pieces, () -> new String(whole, UTF_8));
            for (String secret : SECRETS) {
                assertFalse(
                        latin(pieces).contains(latin(secret.getBytes(UTF_8))),
                        () -> new String(whole, UTF_8));
            }
        }
    }

    @Test
    void holdsBackNoMoreThanTheBeginningOfASecret() {
        SecretRedactor mask = new SecretRedactor(List.of("hunter2"));
        assertEquals("Your ", new String(mask.redactNext("Your hunt".getBytes(UTF_8), 9), UTF_8));
        assertEquals("hunting", new String(mask.redactNext("ing".getBytes(UTF_8), 3), UTF_8));
        assertEquals("", new String(mask.redactNext("hunter".getBytes(UTF_8), 6), UTF_8));
        assertEquals("*******", new String(mask.redactNext("2".getBytes(UTF_8), 1), UTF_8));
    }

    @Test
    void hidesAPrivateKeyButNotItsFrame() {
        String key =
                "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                        + "b3Bl+/=\n"
                        + "AAAA\n"
                        + "-----END OPENSSH PRIVATE KEY-----\n"
                        + "rest\n";
        assertEquals(
                "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                        + "*******\n"
                        + "****\n"
                        + "-----END OPENSSH PRIVATE KEY-----\n"
                        + "rest\n",
                new SecretRedactor(List.of()).redactText(key));
    }

    @Test
    void hidesAnEndlessUrlPasswordWithBoundedMemory() {
        SecretRedactor mask = new SecretRedactor(List.of());
        byte[] start = "x://u:".getBytes(UTF_8);
        mask.redactNext(start, start.length);
        byte[] piece = "s".repeat(1000).getBytes(UTF_8);
        int shown = 0;
        for (int i = 0; i < 100; i++) {
            byte[] masked = mask.redactNext(piece, piece.length);
            assertFalse(latin(masked).contains("s"));
            shown += masked.length;
        }
        assertTrue(shown >= 99_000);
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(
                    random.nextInt(40) == 0
                            ? "y".repeat(random.nextInt(700))
                            : PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString().getBytes(UTF_8);
    }

    private static byte[] split(byte[] whole, int most, Random random) {
        SecretRedactor mask = new SecretRedactor(SECRETS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < whole.length; ) {
            int length = Math.min(whole.length - at, 1 + random.nextInt(most));
            byte[] piece =
                    Arrays.copyOfRange(
                            whole, at, at + (most == whole.length ? whole.length : length));
            int taken = most == whole.length ? whole.length : length;
            out.writeBytes(mask.redactNext(piece, taken));
            at += taken;
        }
        out.writeBytes(mask.redactRest());
        return out.toByteArray();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
