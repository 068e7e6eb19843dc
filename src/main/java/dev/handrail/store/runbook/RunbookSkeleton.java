package dev.handrail.store.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes the beginning of a runbook: a whole one for a product of some kind, to be changed.
public final class RunbookSkeleton {
    /// The id and the name that the files of a skeleton have in place of the product's own.
    private static final String ID = "my-product";

    private static final String NAME = "My Product";
    private static final String FOLDER = "/runbooks/skeletons/";
    private static final Pattern VALID_ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private RunbookSkeleton() {}

    /// What a product is made of, which decides its steps.
    public enum ProductKind {
        /// A git checkout with a virtual environment, PostgreSQL and services of systemd.
        DJANGO,
        /// A Debian package with a service.
        PACKAGE,
        /// Containers of docker compose.
        CONTAINER;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static boolean isValidId(String id) {
        return VALID_ID.matcher(id).matches();
    }

    /// Writes the files into a folder that does not exist yet, and returns their names. Throws
    /// FileAlreadyExistsException if the folder exists.
    public static List<String> writeFiles(ProductKind kind, String id, String name, Path folder)
            throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Files.createDirectories(folder);
        List<String> files = listFiles(kind);
        for (String file : files) {
            String text = readResource(file).replace(ID, id).replace(NAME, name);
            Files.writeString(folder.resolve(fileName(file)), text);
        }
        return files.stream().map(RunbookSkeleton::fileName).sorted().toList();
    }

    private static List<String> listFiles(ProductKind kind) throws IOException {
        try (Stream<String> lines = readResource(kind.id() + "/files.txt").lines()) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static String readResource(String file) throws IOException {
        try (InputStream in = RunbookSkeleton.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("Handrail is not whole: " + file + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
