package dev.handrail.torture;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The classes of this process in one archive that the JVM maps as a whole, so that a child starts
/// in half the time. The JVM archives classes of jars only, so the folders become one.
final class TortureImage {
    private final Path archive;
    private final String classPath;

    private TortureImage(Path archive, String classPath) {
        this.archive = archive;
        this.classPath = classPath;
    }

    static TortureImage create(Path folder) throws IOException, InterruptedException {
        Path jar = folder.resolve("torture.jar");
        List<String> path = new ArrayList<>(List.of(jar.toString()));
        List<Path> folders = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                folders.add(Path.of(entry));
            } else if (entry.endsWith(".jar")) {
                path.add(entry);
            }
        }
        writeJar(jar, folders);
        TortureImage image =
                new TortureImage(
                        folder.resolve("torture.jsa"), String.join(File.pathSeparator, path));
        image.writeArchive(Files.createDirectory(folder.resolve("first")));
        return image;
    }

    private static void writeJar(Path jar, List<Path> folders) throws IOException {
        Set<String> written = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(0);
            for (Path folder : folders) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path each :
                            (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                        addEntry(zip, folder.relativize(each), each, written);
                    }
                }
            }
        }
    }

    /// As on a class path, the first of a name counts.
    private static void addEntry(ZipOutputStream zip, Path name, Path file, Set<String> written)
            throws IOException {
        String entry = name.toString().replace(File.separatorChar, '/');
        if (written.add(entry)) {
            zip.putNextEntry(new ZipEntry(entry));
            Files.copy(file, zip);
        }
    }

    /// By a first child, which ends by itself when it has nothing more to read.
    private void writeArchive(Path warm) throws IOException, InterruptedException {
        Process first = builder("-XX:ArchiveClassesAtExit=" + archive, warm).start();
        first.getOutputStream().close();
        first.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (first.waitFor() != 0) {
            throw new IOException("The first child ended with " + first.exitValue());
        }
    }

    /// `warm`: an empty folder for the child.
    Process startChild(Path warm) throws IOException {
        return builder("-XX:SharedArchiveFile=" + archive, warm)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessBuilder builder(String option, Path warm) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "--illegal-native-access=allow",
                        "-Xlog:disable",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        classPath,
                        TortureChild.class.getName(),
                        warm.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
