package dev.handrail.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/// Every input that once broke a target, or that a search begins with, and thousands made of them.
@Tag("fast")
class FuzzInputsTest {
    private static final Path INPUTS = Path.of("src/test/resources/fuzz");
    private static final int MUTATIONS = 1500;

    @ParameterizedTest
    @EnumSource
    void keepsItsLawForEachInput(FuzzTarget target) throws IOException {
        List<byte[]> inputs = readInputs(target);
        assertTrue(inputs.size() > 0, "no input for " + target);
        inputs.forEach(input -> assertKept(target, input));
        Random random = new Random(target.ordinal());
        int mutations = target == FuzzTarget.RUNBOOK ? MUTATIONS / 5 : MUTATIONS;
        for (int i = 0; i < mutations; i++) {
            assertKept(target, mutateBytes(inputs.get(i % inputs.size()), random));
        }
    }

    private static void assertKept(FuzzTarget target, byte[] input) {
        assertDoesNotThrow(
                () -> target.consumeBytes(input), () -> target + " " + Arrays.toString(input));
    }

    private static List<byte[]> readInputs(FuzzTarget target) throws IOException {
        Path folder = INPUTS.resolve(target.name().toLowerCase(Locale.ROOT));
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(FuzzInputsTest::readFile).toList();
        }
    }

    private static byte[] readFile(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Some bytes changed, a piece left out, or a piece doubled.
    private static byte[] mutateBytes(byte[] input, Random random) {
        byte[] mutated = input.clone();
        for (int i = random.nextInt(4); i >= 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        int from = random.nextInt(mutated.length + 1);
        int until = Math.min(mutated.length, from + random.nextInt(20));
        return switch (random.nextInt(3)) {
            case 0 -> mutated;
            case 1 -> joinBytes(mutated, from, until);
            default -> joinBytes(mutated, until, from);
        };
    }

    /// The bytes until `head` and those from `tail`.
    private static byte[] joinBytes(byte[] bytes, int head, int tail) {
        byte[] joined = Arrays.copyOf(bytes, head + bytes.length - tail);
        System.arraycopy(bytes, tail, joined, head, bytes.length - tail);
        return joined;
    }
}
