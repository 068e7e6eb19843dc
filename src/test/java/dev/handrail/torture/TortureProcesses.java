package dev.handrail.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Children that are ready to work, one of them started ahead: the next one loads its classes while
/// this one works.
final class TortureProcesses implements AutoCloseable {
    private final Path scratch;
    private Optional<TortureImage> image = Optional.empty();
    private final Deque<TortureProcess> ready = new ArrayDeque<>();

    TortureProcesses(Path scratch) {
        this.scratch = scratch;
    }

    TortureProcess take() throws IOException, InterruptedException {
        if (image.isEmpty()) {
            Path folder = Files.createDirectory(scratch.resolve("image"));
            image = Optional.of(TortureImage.create(folder));
        }
        TortureProcess child = ready.isEmpty() ? start() : ready.remove();
        if (ready.isEmpty()) {
            ready.add(start());
        }
        child.awaitReady();
        return child;
    }

    private TortureProcess start() throws IOException {
        return TortureProcess.start(image.orElseThrow(), scratch);
    }

    @Override
    public void close() {
        ready.forEach(TortureProcess::end);
        ready.clear();
    }
}
