package dev.handrail.runbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.testing.Shells;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

/// The scripts of the skeleton for containers, as far as they need no docker.
@Tag("fast")
class ContainerSkeletonTest {
    @TempDir Path folder;
    private Path work;
    private Path data;

    @BeforeEach
    void prepare() throws Exception {
        work = Files.createDirectories(folder.toRealPath().resolve("work"));
        data = work.resolveSibling("volume/_data");
        write(data, "new rows");
        write(work.resolve("backup/files" + data), "old rows");
    }

    private static void write(Path place, String rows) throws Exception {
        Files.createDirectories(place);
        Files.writeString(place.resolve("rows"), rows);
    }

    private Shells.Ran run(String script) throws Exception {
        return Shells.sh()
                .run(
                        "HR_WORK='%s'; HR_HOP_WORK=$HR_WORK; HR_RUN=run; HR_HOP=1; F_PATH='%s'\n"
                                        .formatted(work, folder)
                                + Files.readString(Path.of("resources/runbooks/lib.sh"))
                                + Files.readString(Path.of("resources/runbooks/lib/place.sh"))
                                + Files.readString(
                                        Path.of("resources/runbooks/skeletons/container/lib.sh"))
                                + script);
    }

    private void bringBack() throws Exception {
        Shells.Ran ran = run("my_bring_back '" + data + "' replaced\n");
        assertEquals(0, ran.exit(), ran.err());
    }

    private String rows(String name) throws Exception {
        return Files.readString(data.resolveSibling(name).resolve("rows"));
    }

    @Test
    void keepsWhatItReplaces() throws Exception {
        bringBack();
        assertEquals("old rows", rows("_data"));
        assertEquals("new rows", rows("_data.replaced-by-run-1"));
        assertTrue(Files.readString(work.resolve("keeps")).contains("_data.replaced-by-run-1"));
    }

    @Test
    void continuesATryThatWasInterrupted() throws Exception {
        Files.move(data, data.resolveSibling("_data.replaced-by-run-1"));
        bringBack();
        assertEquals("old rows", rows("_data"));
        assertEquals("new rows", rows("_data.replaced-by-run-1"));
    }

    /// docker makes an empty folder in the place of one that is missing.
    @Test
    void restoresWhereAnEmptyFolderAppearedMeanwhile() throws Exception {
        Files.move(data, data.resolveSibling("_data.replaced-by-run-1"));
        Files.createDirectory(data);
        bringBack();
        assertEquals("old rows", rows("_data"));
        assertEquals("new rows", rows("_data.replaced-by-run-1"));
    }

    @Test
    void aSecondTimeLosesNothingThatWasWrittenSince() throws Exception {
        bringBack();
        write(data, "rows since");
        bringBack();
        assertEquals("rows since", rows("_data"));
        assertEquals("new rows", rows("_data.replaced-by-run-1"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "TAG=1.2.3, 1.2.3",
                "TAG=\"1.2.3\", 1.2.3",
                "TAG='1.2.3' # held, 1.2.3",
                "TAG=v1.2.3<CR>, v1.2.3",
                "TAG=, ``",
                "OTHER_TAG=1, ``",
            })
    void readsTheVersion(String line, String version) throws Exception {
        String text = "A=b\n" + line.replace("<CR>", "\r") + "\nC=d\n";
        Files.writeString(folder.resolve(".env"), text);
        assertEquals(version, run("my_tag\n").out().strip());
    }
}
