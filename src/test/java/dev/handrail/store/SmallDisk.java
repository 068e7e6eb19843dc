package dev.handrail.store;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small disk that can be filled; only root can make one.
public record SmallDisk(Path folder) implements AutoCloseable {

    public static SmallDisk mount(Path parent) throws IOException, InterruptedException {
        return mount(parent, 2);
    }

    public static SmallDisk mount(Path parent, int mebibytes)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("disk"));
        Assumptions.assumeTrue(
                ReadOnly.run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + mebibytes + "m",
                        "none",
                        folder.toString()),
                "skipped: only root can make a small disk");
        return new SmallDisk(folder);
    }

    /// A line for an SSH server's configuration that puts everything of its sessions here.
    public String environment() {
        return "SetEnv HOME=" + folder + " HANDRAIL_BASE=" + folder.resolve("base");
    }

    /// Fills the disk to the last byte; returns the file to delete to have room again.
    public Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ReadOnly.run("umount", folder.toString());
    }
}
