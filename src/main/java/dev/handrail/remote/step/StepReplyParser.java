package dev.handrail.remote.step;

import dev.handrail.model.Problem;
import dev.handrail.model.time.ServerTimes;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.text.ServerText;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the lines in which the scripts for steps answer on stderr: `@@end 0 1234 ok`.
public final class StepReplyParser {
    /// The limit in characters for a line and for all text without a reply; more is dropped.
    private static final int LONGEST = 8192;

    private static final int MOST_SURVIVORS = 100;
    private static final int LONGEST_SURVIVOR = 300;

    private static final Pattern END =
            Pattern.compile("end (\\d{1,3}) (\\d{1,18}) (ok|nospace|limit|filling)");
    private static final Pattern LOST = Pattern.compile("lost (reboot|died|damaged) (\\d{1,18})");
    private static final Pattern TIMES =
            Pattern.compile(
                    "times ([0-9a-f-]{1,64}) (\\d{1,12}[.]\\d\\d) (\\d{1,12}) (\\d{1,12}[.]\\d\\d)"
                            + " (\\d{1,12}) ([0-9a-f-]{1,64}) (\\d{1,12}[.]\\d\\d) (\\d{1,12})");
    private static final Pattern RUNNING = Pattern.compile("running (\\d{1,18})");

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder other = new StringBuilder();
    private final List<String> survivors = new ArrayList<>();
    private @Nullable StepEnd end;
    private @Nullable ServerTimes times;
    private String scope = "";
    private long running = -1;
    private boolean notStarted;
    private boolean typed;
    private boolean alive;

    /// Takes the next bytes of stderr; a line may come in pieces.
    public void addBytes(byte[] bytes, int offset, int length) {
        for (char c :
                new String(bytes, offset, length, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c == '\n') {
                parseLine(decode(line));
                line.setLength(0);
            } else if (line.length() < LONGEST) {
                line.append(c);
            }
        }
    }

    /// The characters are bytes, since a piece may end inside of a character.
    private static String decode(StringBuilder bytes) {
        return new String(
                bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// Keeps a line that is no reply, because it may explain why there is none.
    private void parseLine(String text) {
        if (text.startsWith("@@")) {
            String reply = text.substring(2);
            alive = reply.equals("alive");
            if (!parseState(reply)) {
                parseDetail(reply);
            }
        } else if (other.length() < LONGEST) {
            other.append(text).append('\n');
        }
    }

    /// False: the reply does not say how far the step is.
    private boolean parseState(String reply) {
        Optional<StepEnd> ended = parseEnd(reply);
        Matcher runs = RUNNING.matcher(reply);
        if (ended.isPresent()) {
            end = ended.get();
            return true;
        }
        if (runs.matches()) {
            running = Long.parseLong(runs.group(1));
            return true;
        }
        return false;
    }

    private static Optional<StepEnd> parseEnd(String reply) {
        Matcher ended = END.matcher(reply);
        if (ended.matches()) {
            int code = Integer.parseInt(ended.group(1));
            return Optional.of(parseEnd(code, Long.parseLong(ended.group(2)), ended));
        }
        Matcher lost = LOST.matcher(reply);
        if (lost.matches()) {
            long logBytes = Long.parseLong(lost.group(2));
            return Optional.of(new StepEnd.StepDied(lost.group(1), logBytes));
        }
        return reply.equals("none") ? Optional.of(new StepEnd.UnknownStep()) : Optional.empty();
    }

    /// Reads a reply that adds something to the state; it ignores replies that it does not know.
    private void parseDetail(String reply) {
        if (reply.startsWith("refused ")) {
            end = new StepEnd.StartRefused(StepProblems.startRefused(reply.substring(8)));
        } else if (reply.startsWith("survivor ")) {
            addSurvivor(ServerText.toPlainLine(reply.substring(9)));
        } else if (reply.startsWith("scope ")) {
            scope = reply.substring(6);
        } else if (reply.startsWith("times ")) {
            times = parseTimes(TIMES.matcher(reply));
        } else {
            notStarted |= reply.equals("not-started");
            typed |= reply.equals("typed");
        }
    }

    /// The step's boot, its begin and its end, each since that boot and as seconds since 1970, then
    /// the server's boot and its time now.
    private static @Nullable ServerTimes parseTimes(Matcher reply) {
        if (!reply.matches()) {
            return null;
        }
        Duration ended = parseUptime(reply.group(4));
        Instant endedAt = parseInstant(reply.group(5));
        Duration late =
                reply.group(1).equals(reply.group(6))
                        ? parseUptime(reply.group(7)).minus(ended)
                        : Duration.between(endedAt, parseInstant(reply.group(8)));
        return new ServerTimes(
                reply.group(1),
                parseUptime(reply.group(2)),
                ended,
                parseInstant(reply.group(3)),
                endedAt,
                late.isNegative() ? Duration.ZERO : late);
    }

    private static Duration parseUptime(String seconds) {
        return Duration.ofMillis(Long.parseLong(seconds.replace(".", "")) * 10);
    }

    private static Instant parseInstant(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    /// Nobody reads more of them, and a server could send them without end.
    private void addSurvivor(String process) {
        if (survivors.size() < MOST_SURVIVORS) {
            survivors.add(
                    process.length() > LONGEST_SURVIVOR
                            ? process.substring(0, LONGEST_SURVIVOR) + "..."
                            : process);
        }
    }

    /// The third word of the reply says who ended the step: itself, a limit or a full disk.
    private static StepEnd parseEnd(int code, long logBytes, Matcher reply) {
        return switch (reply.group(3)) {
            case "limit" -> new StepEnd.OutputLimitExceeded(logBytes, false);
            case "filling" -> new StepEnd.OutputLimitExceeded(logBytes, true);
            case "nospace" -> new StepEnd.Exited(code, logBytes, true);
            default -> new StepEnd.Exited(code, logBytes, false);
        };
    }

    /// Empty while the step runs or no reply has come.
    public Optional<StepEnd> stepEnd() {
        return Optional.ofNullable(end);
    }

    /// When the step began and ended; empty while it runs, or if the server did not measure it.
    public Optional<ServerTimes> serverTimes() {
        return Optional.ofNullable(times);
    }

    /// Which systemd a start found on the server: none, system or user; empty if it did not look.
    public String reportedScope() {
        return scope;
    }

    /// Whether the newest reply says that the step lives.
    public boolean isAlive() {
        return alive;
    }

    /// Whether the server passed the input on to the step; false when the step no longer listens.
    boolean wasTyped() {
        return typed;
    }

    /// The state by the replies so far; without a known reply it is unclear.
    public ServerShell.StepStatus stepStatus() {
        if (end != null) {
            return new ServerShell.StepStatus.Done(end);
        }
        if (running >= 0) {
            return new ServerShell.StepStatus.Running(running);
        }
        return notStarted
                ? new ServerShell.StepStatus.NotStarted()
                : new ServerShell.StepStatus.Done(new StepEnd.UnclearAnswer(noAnswer()));
    }

    /// The processes that a cancel could not end, as `pid command`.
    public List<String> survivingProcesses() {
        return List.copyOf(survivors);
    }

    /// For a script that printed no reply that this class knows.
    public Problem noAnswer() {
        return StepProblems.noAnswer(ServerText.toPlainLine(other.toString()));
    }
}
