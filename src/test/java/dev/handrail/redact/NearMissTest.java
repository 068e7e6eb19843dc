package dev.handrail.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/// Each rule of the redaction: a secret that it hides, and what programs really print that it must
/// leave alone.
@Tag("fast")
class NearMissTest {
    private static final String RANDOM = "q7Zr2mX9vB4tK8wL1nC5";

    /// `secret`: a line in which only what stands between `<` and `>` is hidden. `misses`: lines of
    /// pip, Django, apt, PostgreSQL, Celery and others that have the rule's words in them.
    record Rule(String name, String secret, List<String> misses) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                rule(
                        "password",
                        "DATABASE_PASSWORD=<hunter-2>",
                        "FATAL:  password authentication failed for user \"statuspage\"",
                        "ERROR:  null value in column \"password\" of relation \"users_user\""
                                + " violates not-null constraint",
                        "ERROR 1045 (28000): Access denied for user 'sentry'@'localhost' (using"
                                + " password: YES)",
                        "  Applying auth.0003_alter_user_password... OK"),
                rule(
                        "passwd",
                        "passwd=<hunter-2>",
                        "Setting up passwd (1:4.13+dfsg1-1+b1) ...",
                        "grep: /etc/passwd: No such file or directory"),
                rule(
                        "two equals signs",
                        "db-password==<hunter-2>",
                        "Collecting djangorestframework-api-key==3.0.0",
                        "django-password-validators==1.7.3"),
                rule(
                        "a scheme and a word",
                        "Authorization failed: Bearer <abcdefgh>",
                        "Bearer realm=\"api\"",
                        "no Bearer token, then"),
                rule(
                        "a password that is used",
                        "using password: <hunter-2>",
                        "Access denied for user 'sentry'@'localhost' (using password: YES)",
                        "Access denied for user 'sentry'@'localhost' (using password: NO)"),
                rule(
                        "a name after a path",
                        "/etc/status-page.yml:password: <hunter-2>",
                        "stat: cannot statx '/etc/passwd': No such file or directory",
                        "grep: /etc/passwd: Permission denied"),
                rule(
                        "a name after an address",
                        "https://db1.example.org/password=<hunter-2>",
                        "/etc/passwd: Permission denied",
                        "tar: /root/.vnc/passwd: Cannot open: No such file or directory"),
                rule(
                        "passphrase",
                        "ssl_passphrase: <hunter-2>",
                        "ssl_passphrase_command_supports_reload = off",
                        "Enter passphrase for key '/root/.ssh/id_ed25519': "),
                rule(
                        "_pass",
                        "SMTP_PASS=<hunter-2>",
                        "nginx: [emerg] \"proxy_pass\" cannot have URI part in location given by"
                                + " regular expression",
                        "        proxy_pass http://127.0.0.1:8001;"),
                rule("_pwd", "DB_PWD=<hunter-2>", "OLDPWD=/opt/status-page", "PWD=/root"),
                rule(
                        "api key",
                        "SLACK_API_KEY=<hunter-2>",
                        "Collecting djangorestframework-api-key==3.0.0",
                        "  Applying users.0004_alter_api_key_created... OK"),
                rule(
                        "secret key",
                        "SECRET_KEY = '<django-insecure-1>'",
                        "?: (security.W009) Your SECRET_KEY has less than 50 characters, less than"
                                + " 5 unique characters, or it's prefixed with 'django-insecure-'",
                        "django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must"
                                + " not be empty."),
                rule(
                        "private key",
                        "ssh_private_key=<c2VjcmV0>",
                        "FATAL:  private key file \"/etc/ssl/private/ssl-cert-snakeoil.key\" must"
                                + " be owned by the database user or root",
                        "/etc/ssl/acme/private_key: Permission denied"),
                rule(
                        "access key",
                        "AWS_SECRET_ACCESS_KEY=<c2VjcmV0>",
                        "Unable to locate credentials: set access_key_id in the profile",
                        "Requirement already satisfied: django-access-key==1.2"),
                rule(
                        "encryption_key",
                        "encryption_key = <c2VjcmV0>",
                        "encryption_key_path = /etc/st2/keys/datastore_key.json",
                        "cat: /etc/st2/keys/encryption_key: Permission denied"),
                rule(
                        "token",
                        "GITHUB_TOKEN=<hunter-2>",
                        "SyntaxError: unexpected token: }",
                        "rows.users_token is \"5\", expected at least \"6\"",
                        "pg_restore: creating INDEX \"public.users_token_user_id_like\""),
                rule(
                        "secret",
                        "client_secret: <hunter-2>",
                        "Setting up libsecret-1-0:amd64 (0.20.5-3) ...",
                        "Collecting python-client-secret==1.4.2"),
                rule(
                        "sig",
                        "GET /media/a.png?sig=<hunter-2>",
                        "gpgv: Signature made Sat 10 Feb 2024 10:18:42 AM UTC",
                        "config=1 sig=9 signature=none ?design=new"),
                rule(
                        "authorization",
                        "Authorization: <Token 9944b09199c62bcf>",
                        "ERROR: HTTP error 401 while getting the index: authorization required",
                        "Requirement already satisfied: flask-authorization in"
                                + " ./venv/lib/python3.11/site-packages (0.2.1)"),
                rule(
                        "cookie",
                        "Set-Cookie: <sessionid=abc; Path=/>",
                        "Forbidden (CSRF cookie not set.): /dashboard/login/",
                        "?: (security.W012) SESSION_COOKIE_SECURE is not set to True."),
                rule(
                        "bearer",
                        "curl -H Bearer <9944b09199c62bcf> x",
                        "WWW-Authenticate: Bearer realm=\"api\"",
                        "rest_framework: Bearer token is missing, or bearer scheme is off"),
                rule(
                        "option",
                        "pg_dump --password <hunter-2> -d shop",
                        "  -w, --no-password        never prompt for password",
                        "  -W, --password           force password prompt (should happen"
                                + " automatically)",
                        "pg_restore --no-password --dbname=shop"),
                rule(
                        "private key's lines",
                        "-----BEGIN RSA PRIVATE KEY-----\n<MIIEow>\n-----END RSA PRIVATE KEY-----",
                        "-----BEGIN CERTIFICATE-----\nMIIDdzCC\n-----END CERTIFICATE-----",
                        "-----BEGIN PUBLIC KEY-----\nMIIBIjAN\n-----END PUBLIC KEY-----"),
                rule(
                        "password in a URL",
                        "transport:   amqp://stackstorm:<hunter-2>@127.0.0.1:5672//",
                        ".> transport:   redis://localhost:6379/0",
                        "Looking in indexes: https://build@pypi.example.org:8443/simple",
                        "Obtaining git+https://github.com:443/Status-Page/Status-Page.git@v2.5.1"),
                rule(
                        "GitHub",
                        "remote: ghp_<16C7e42F292c6912E7710c838347Ae178B4a>",
                        "Downloading ghp_import-2.1.0-py3-none-any.whl (11 kB)",
                        "Collecting ghp-import>=1.0 (from mkdocs==1.6.1)"),
                rule(
                        "GitHub's fine-grained",
                        "github_pat_<R>",
                        "fatal: github_pat_ is no user name",
                        "Successfully installed github_pat_tools-1.0"),
                rule("GitLab", "glpat-<R>", "Collecting glpat-client", "glpat-abc is too short"),
                rule(
                        "Slack",
                        "xox<b-123456789012-R>",
                        "xoxb-1 is too short",
                        "Collecting foxo-1.2.tar.gz"),
                rule(
                        "AWS",
                        "AKI<ARRRRRRRRRRRRRRRR>",
                        "TIME_ZONE = 'Asia/Tokyo'",
                        "AKIA is where keys of AWS begin, ASIA those that last an hour"),
                rule(
                        "JSON Web Token",
                        "eyJ<hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.R>",
                        "sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozfQ==",
                        "Copying '/opt/status-page/static/eyJ.min.js'"),
                rule(
                        "webhook",
                        "https://hooks.slack.com/services/<T024BE7LD/B07/R>",
                        "Copying '/opt/status-page/statuspage/extras/webhooks/signals.py'",
                        "https://ci.example.org/hooks/pre-commit.sample"));
    }

    private static Rule rule(String name, String secret, String... misses) {
        return new Rule(name, secret, List.of(misses));
    }

    private static String redact(String text) {
        return new SecretRedactor(List.of()).redactText(text);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hidesTheSecretAndNothingElse(Rule rule) {
        String[] parts =
                rule.secret().replaceAll("(?<![A-Z])R(?![A-Za-z])", RANDOM).split("[<>]", -1);
        assertEquals(3, parts.length, rule.secret());
        String stars = parts[1].replaceAll(".", "*");
        assertEquals(parts[0] + stars + parts[2], redact(String.join("", parts)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void leavesTheNearMissesAlone(Rule rule) {
        assertTrue(rule.misses().size() >= 2, rule.name());
        assertEquals(rule.misses(), rule.misses().stream().map(NearMissTest::redact).toList());
    }
}
