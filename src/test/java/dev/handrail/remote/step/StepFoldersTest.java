package dev.handrail.remote.step;

import static dev.handrail.testing.TestRequirements.requireRoot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.testing.English;
import dev.handrail.testing.Shells;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// What may be wrong with the place where steps live.
@Timeout(60)
@Tag("ssh")
class StepFoldersTest {
    @TempDir Path folder;

    static Stream<Shells> shells() {
        return Shells.all().stream();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refusesASymbolicLinkAnywhereOnTheWay(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("1-a-1", "true");
        Path real = folder.resolve("real");
        for (Path link :
                List.of(steps.path("1-a-1"), steps.path("1-a-1").getParent(), steps.base)) {
            Files.move(link, real);
            Files.createSymbolicLink(link, real);
            everythingIsRefused(steps, "step.symlink");
            Files.delete(link);
            Files.move(real, link);
        }
        assertEquals(new StepEnd.Exited(0, 0, false), steps.attach("1-a-1", 0).end());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refusesAFolderThatOthersMayWriteTo(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("1-a-1", "true");
        for (Path open :
                List.of(steps.path("1-a-1"), steps.path("1-a-1").getParent(), steps.base)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
            everythingIsRefused(steps, "step.foreign-folder");
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refusesAFolderOfSomeoneElse(Shells shell) throws Exception {
        requireRoot("give a folder away");
        LocalSteps steps = new LocalSteps(shell, folder);
        steps.start("1-a-1", "true");
        for (Path foreign :
                List.of(steps.path("1-a-1"), steps.path("1-a-1").getParent(), steps.base)) {
            assertEquals(0, shell.run("chown 65534 '" + foreign + "'").exit());
            everythingIsRefused(steps, "step.foreign-folder");
            assertEquals(0, shell.run("chown 0 '" + foreign + "'").exit());
        }
    }

    private static void everythingIsRefused(LocalSteps steps, String key) throws Exception {
        refused(key, steps.start("1-a-1", "echo must not run"));
        refused(key, steps.attach("1-a-1", 0));
        refused(key, steps.status("1-a-1"));
        refused(key, steps.cancel("1-a-1", 1));
        refused(key, steps.type("1-a-1", "x"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void saysThatNoFolderCanBeMade(Shells shell) throws Exception {
        LocalSteps steps = new LocalSteps(shell, folder);
        Files.writeString(steps.base, "a file, not a folder");
        refused("step.folder", steps.start("1-a-1", "true"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void saysThatTheDiskIsReadOnly(Shells shell) throws Exception {
        requireRoot("mount a disk");
        LocalSteps steps = new LocalSteps(shell, folder);
        Path disk = mounted(shell, "ro,size=1m");
        try {
            LocalSteps there = new LocalSteps(shell, folder, disk.resolve("base"));
            refused("server.read-only", there.start("1-a-1", "true"));
        } finally {
            unmount(shell, disk);
        }
        assertFalse(Files.exists(steps.base));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void refusesToStartOnAFullDiskAndStartsWhenThereIsRoom(Shells shell) throws Exception {
        requireRoot("mount a small disk to fill");
        Path disk = mounted(shell, "size=256k");
        try {
            LocalSteps steps = new LocalSteps(shell, folder, disk.resolve("base"));
            Path filler = disk.resolve("filler");
            shell.run("dd if=/dev/zero of='" + filler + "' bs=1k count=1000 2>/dev/null");
            refused("server.disk-full", steps.start("1-a-1", "echo ran"));
            Files.delete(filler);
            assertEquals("ran\n", steps.start("1-a-1", "echo ran").log());
        } finally {
            unmount(shell, disk);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void keepsTheExitCodeWhenTheStepItselfFillsTheDisk(Shells shell) throws Exception {
        requireRoot("mount a small disk to fill");
        Path disk = mounted(shell, "size=256k");
        try {
            LocalSteps steps = new LocalSteps(shell, folder, disk.resolve("base"));
            LocalSteps.Answer answer =
                    steps.start("1-a-1", "dd if=/dev/zero bs=1k count=1000 2>/dev/null; exit 9");
            StepEnd.Exited end = assertInstanceOf(StepEnd.Exited.class, answer.end());
            assertEquals(9, end.code());
            assertTrue(end.noSpace());
            assertEquals(end.logBytes(), Files.size(disk.resolve("base/run-1/1-a-1/log")));
        } finally {
            unmount(shell, disk);
        }
    }

    private Path mounted(Shells shell, String options) throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Shells.Ran mount = shell.run("mount -t tmpfs -o " + options + " none '" + disk + "'");
        assumeTrue(mount.exit() == 0, "skipped: no disk can be mounted here: " + mount.err());
        return disk;
    }

    /// A process that is just ending may still be in there.
    private static void unmount(Shells shell, Path disk) throws Exception {
        Shells.Ran done = shell.run("umount -l '" + disk + "'");
        assertEquals(0, done.exit(), done.err());
    }

    private static void refused(String key, LocalSteps.Answer answer) {
        StepEnd.StartRefused refused = assertInstanceOf(StepEnd.StartRefused.class, answer.end());
        assertEquals(key, refused.problem().key(), English.of(refused.problem()));
        assertFalse(English.of(refused.problem().what()).isBlank());
    }
}
