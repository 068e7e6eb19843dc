package dev.handrail.remote.ssh.system;

import dev.handrail.remote.LocalProgram;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A master connection that Handrail has started.
///
/// A small shell starts ssh and ends it as soon as Handrail is gone, whatever ended Handrail.
final class MasterProcess implements MasterLink {
    private static final String WATCHED =
            """
            exec 3<&0 </dev/null
            "$@" 3<&- & ssh=$!
            { while read -r _; do :; done; kill $ssh; } <&3 2>/dev/null & watch=$!
            exec 3<&-
            wait $ssh; code=$?
            kill $watch 2>/dev/null
            exit $code
            """;

    private final MasterFolder folder;
    private final Process process;
    private final Set<Path> answered = new HashSet<>();
    private final List<RandomAccessFile> answers = new ArrayList<>();

    private MasterProcess(MasterFolder folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts to connect; [#isReady] tells when it is logged in.
    static MasterProcess start(SshProgram ssh, MasterFolder folder, List<String> arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, "sh", ssh.path().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = ssh.detached(command);
        builder.environment().put("SSH_ASKPASS", folder.askpass().toString());
        builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(folder.errors().toFile());
        return new MasterProcess(folder, builder.start());
    }

    MasterFolder folder() {
        return folder;
    }

    /// ssh makes the socket once it is logged in.
    boolean isReady() {
        return Files.exists(socket());
    }

    /// Gives ssh the answers to all questions that wait.
    void answerQuestions(SshQuestions questions) {
        for (Path question : folder.questions()) {
            if (answered.add(question)) {
                answerQuestion(question, questions);
            }
        }
    }

    private void answerQuestion(Path question, SshQuestions questions) {
        String prompt = MasterFolder.readText(question.resolve("prompt"));
        switch (MasterFolder.readText(question.resolve("kind"))) {
            case "none" -> questions.awaitTouch(prompt, () -> awaitEnd(question));
            case "confirm" -> sendAnswer(question, Optional.empty());
            // Without an answer the login ends here: ssh would send an empty one, which counts.
            default ->
                    questions
                            .answer(prompt, folder.logText())
                            .ifPresent(secret -> sendAnswer(question, Optional.of(secret)));
        }
    }

    /// ssh ends the program that shows this question once the key was touched.
    private void awaitEnd(Path question) {
        String pid = MasterFolder.readText(question.resolve("pid")).strip();
        if (pid.matches("[0-9]+")) {
            while (isAlive() && ProcessHandle.of(Long.parseLong(pid)).isPresent()) {
                MasterFolder.pause();
            }
        }
    }

    /// Opened for both directions a FIFO never blocks; it stays open until its reader has ended.
    private void sendAnswer(Path question, Optional<char[]> answer) {
        byte[] line = toLine(answer);
        try {
            RandomAccessFile fifo = new RandomAccessFile(question.resolve("answer").toFile(), "rw");
            answers.add(fifo);
            fifo.write(line);
        } catch (IOException e) {
            // ssh has given up the question.
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /// Wipes its copies of the secret.
    private static byte[] toLine(Optional<char[]> answer) {
        char[] secret = answer.orElse(new char[0]);
        CharBuffer text = CharBuffer.allocate(secret.length + 2);
        text.put(answer.isPresent() ? '+' : '-').put(secret).put('\n').flip();
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(text);
        byte[] line = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(text.array(), ' ');
        Arrays.fill(secret, ' ');
        return line;
    }

    /// No more questions come once ssh is logged in.
    void forgetAnswers() {
        for (RandomAccessFile answer : answers) {
            try {
                answer.close();
            } catch (IOException e) {
                // It is closed for our purpose.
            }
        }
        answers.clear();
    }

    @Override
    public Path socket() {
        return folder.socket();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        LocalProgram.kill(process);
        forgetAnswers();
        folder.close();
    }
}
