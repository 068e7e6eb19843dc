package dev.handrail.torture;

import dev.handrail.testing.LinkAttack;
import dev.handrail.torture.TortureKind.TortureResult;
import dev.handrail.torture.TortureKind.TortureVerdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Root writes a file in the folder of a second user, who plants links there meanwhile.
final class PlantedLinkRace {
    private static final int TRIES = 3;
    private static final List<String> SCRIPTS =
            List.of("merge-write", "merge-undo", "replace_file");

    private final Path folder;
    private final Random random;

    PlantedLinkRace(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    TortureResult race() throws Exception {
        Optional<String> missing = LinkAttack.missingNeed();
        if (missing.isPresent()) {
            return new TortureResult(TortureVerdict.SKIPPED, "planted links: " + missing.get());
        }
        // The second user must come through to his folder.
        Files.setPosixFilePermissions(
                folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        String script = SCRIPTS.get(random.nextInt(SCRIPTS.size()));
        String name = LinkAttack.names().get(random.nextInt(LinkAttack.names().size()));
        Optional<String> touched;
        try (LinkAttack attack = LinkAttack.prepare(folder)) {
            attack.resetFiles();
            attack.start(name);
            touched = attack(attack, script);
        }
        return new TortureResult(
                touched.isEmpty() ? TortureVerdict.HELD : TortureVerdict.FAILED,
                script + " against " + name + touched.map(what -> ": " + what).orElse(""));
    }

    private Optional<String> attack(LinkAttack attack, String script) throws Exception {
        Optional<String> touched = Optional.empty();
        for (int i = 0; i < TRIES && touched.isEmpty(); i++) {
            attack.resetFiles();
            Map<String, String> values =
                    attack.mergeValues(script.equals("merge-undo") ? "undo-undo" : "write" + i);
            LinkAttack.runScript(textOf(attack, script), values, folder);
            touched = attack.findTouched();
        }
        return touched;
    }

    private static String textOf(LinkAttack attack, String script) throws Exception {
        return switch (script) {
            case "merge-write" -> LinkAttack.writingScript();
            case "merge-undo" -> attack.undoScript();
            default -> attack.replacingScript();
        };
    }
}
