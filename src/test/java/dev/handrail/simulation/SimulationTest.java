package dev.handrail.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.simulation.Simulation.SimulationResult;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

@Timeout(300)
@Tag("fast")
class SimulationTest {
    @TempDir Path folder;

    @Test
    void upgradesWhereNothingGoesWrong() {
        for (long seed = 0; seed < 3; seed++) {
            SimulationResult result = Simulation.run(seed, Set.of(), folder.resolve("s" + seed));
            System.out.println(result);
            assertEquals(Optional.of(RunResult.UPGRADED), result.result());
        }
    }
}
