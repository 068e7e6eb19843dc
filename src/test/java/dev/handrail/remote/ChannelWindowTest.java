package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSch;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Our one class in JSch's package leans on what JSch does not promise.
@Tag("ssh")
class ChannelWindowTest {
    private static final Path PLANTED = Path.of("src/main/java/com/jcraft/jsch");

    /// See src/docs/decisions/0011 for what to do before this version is changed.
    @Test
    void jschIsTheVersionThatWasRead() {
        assertEquals("2.28.8", JSch.VERSION);
    }

    @Test
    void theFieldsThatItUsesAreThere() throws NoSuchFieldException {
        Map<String, Class<?>> types =
                Map.of(
                        "lwsize", int.class,
                        "lwsize_max", int.class,
                        "rwsize", long.class,
                        "close", boolean.class);
        for (String name : types.keySet()) {
            Field field = Channel.class.getDeclaredField(name);
            assertEquals(types.get(name), field.getType(), name);
            assertEquals(Modifier.VOLATILE, field.getModifiers(), name);
        }
        assertEquals(int.class, Channel.class.getDeclaredField("notifyme").getType());
    }

    @Test
    void noOtherClassStandsInAForeignPackage() throws IOException {
        try (Stream<Path> planted = Files.walk(Path.of("src/main/java"))) {
            assertEquals(
                    List.of(PLANTED.resolve("ChannelWindow.java")),
                    planted.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith("src/main/java/dev/handrail"))
                            .toList());
        }
    }
}
