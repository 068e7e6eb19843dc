package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.remote.LocalProgram;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs `sh -n` and shellcheck on scripts, where this workstation has them.
final class ScriptProgramCheck {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// dash writes `file: 3: text`, bash `file: line 3: text`.
    private static final Pattern SYNTAX = Pattern.compile(".*?: (?:line )?([0-9]+): (.+)");

    private static final Pattern SHELLCHECK =
            Pattern.compile("(.+?):([0-9]+):[0-9]+: (error|warning|note): (.+)");

    private final String path;
    private final List<RunbookError> errors = new ArrayList<>();
    private final List<Message> notices = new ArrayList<>();

    /// `path`: the folders with programs, like the variable PATH.
    ScriptProgramCheck(String path) {
        this.path = path;
    }

    List<RunbookError> errors() {
        return List.copyOf(errors);
    }

    /// What shellcheck recommends, and which of the programs is missing here.
    List<Message> notices() {
        return List.copyOf(notices);
    }

    void checkScripts(List<Path> scripts) {
        findProgram("sh")
                .ifPresentOrElse(
                        sh -> scripts.forEach(script -> checkSyntax(sh, script)),
                        () -> notices.add(Message.of("store.script.no-sh")));
        findProgram("shellcheck")
                .ifPresentOrElse(
                        program -> runShellcheck(program, scripts),
                        () -> notices.add(Message.of("store.script.no-shellcheck")));
    }

    private Optional<Path> findProgram(String name) {
        return Arrays.stream(path.replace("\"", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder ->
                        Arrays.stream(new String[] {name, name + ".exe"})
                                .map(file -> Path.of(folder).resolve(file)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private void checkSyntax(Path sh, Path script) {
        LocalProgram.Ended ended = run(List.of(sh.toString(), "-n", script.toString()));
        if (ended.exit() == 0) {
            return;
        }
        String output = new String(ended.err(), StandardCharsets.UTF_8).strip();
        String first = output.lines().findFirst().orElse("exit " + ended.exit());
        Matcher found = SYNTAX.matcher(first);
        errors.add(
                found.matches()
                        ? syntaxError(script, Integer.parseInt(found.group(1)), found.group(2))
                        : syntaxError(script, 0, first));
    }

    private static RunbookError syntaxError(Path script, int line, String text) {
        return new RunbookError(
                script.toString(), line, "", Message.of("store.script.syntax", text));
    }

    private void runShellcheck(Path program, List<Path> scripts) {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "--shell=sh", "--format=gcc", "--"));
        scripts.forEach(script -> command.add(script.toString()));
        LocalProgram.Ended ended = run(command);
        List<String> lines = new String(ended.out(), StandardCharsets.UTF_8).lines().toList();
        lines.forEach(this::takeRemark);
        if (ended.exit() != 0 && lines.isEmpty()) {
            String why = new String(ended.err(), StandardCharsets.UTF_8).strip();
            notices.add(Message.of("store.script.shellcheck-failed", why));
        }
    }

    /// An error of shellcheck is an error of the runbook; anything milder is a notice.
    private void takeRemark(String line) {
        Matcher found = SHELLCHECK.matcher(line);
        if (!found.matches()) {
            return;
        }
        RunbookError remark =
                new RunbookError(
                        found.group(1),
                        Integer.parseInt(found.group(2)),
                        "",
                        Message.of("store.script.shellcheck", found.group(4)));
        if (!found.group(3).equals("error")) {
            notices.add(remark.locatedMessage());
        } else if (errors.stream().noneMatch(error -> error.file().equals(remark.file()))) {
            errors.add(remark);
        }
    }

    /// A program that cannot run, or takes too long, counts as failed with a reason.
    private static LocalProgram.Ended run(List<String> command) {
        try {
            return LocalProgram.run(new ProcessBuilder(command), new byte[0], LIMIT)
                    .orElseGet(() -> failed("no answer"));
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private static LocalProgram.Ended failed(String why) {
        return new LocalProgram.Ended(-1, new byte[0], why.getBytes(StandardCharsets.UTF_8));
    }
}
