import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Measures how the sources are named, divided and commented. Parses with javac; compiles nothing.
class Metrics {
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+");

    /// Names that everybody knows, so that one word is enough.
    private static final Set<String> IDIOMS =
            Set.of(
                    "of",
                    "close",
                    "run",
                    "main",
                    "toString",
                    "equals",
                    "hashCode",
                    "get",
                    "accept",
                    "apply",
                    "compareTo",
                    "iterator",
                    "call",
                    "test");

    private final List<String> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<File> files = new ArrayList<>();
    private final Map<String, Integer> typesByPackage = new TreeMap<>();
    private final Map<String, Set<String>> imports = new TreeMap<>();
    private boolean missed;

    private record Method(String name, String where, long lines, boolean override) {}

    private record File(String name, long lines, long code, long comments) {}

    public static void main(String[] arguments) throws IOException {
        Metrics metrics = new Metrics();
        metrics.readSources(Path.of(arguments[0]));
        metrics.printAll();
        System.exit(metrics.missed ? 1 : 0);
    }

    private void readSources(Path root) throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.walk(root)) {
            sources = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                readUnit(unit, positions);
            }
        }
    }

    private void readUnit(CompilationUnitTree unit, SourcePositions positions) throws IOException {
        String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
        files.add(countLines(file, unit.getSourceFile().getCharContent(true).toString()));
        if (unit.getPackageName() == null || unit.getTypeDecls().isEmpty()) {
            return;
        }
        String here = unit.getPackageName().toString();
        types.add(file.replace(".java", ""));
        typesByPackage.merge(here, 1, Integer::sum);
        for (ImportTree one : unit.getImports()) {
            String name = one.getQualifiedIdentifier().toString();
            String from = name.replaceFirst("\\.[A-Z].*", "");
            if (!from.equals(here)) {
                imports.computeIfAbsent(here, key -> new TreeSet<>()).add(from);
            }
        }
        readMethods(unit, positions, file);
    }

    private void readMethods(CompilationUnitTree unit, SourcePositions positions, String file) {
        LineMap lines = unit.getLineMap();
        new TreeScanner<Void, String>() {
            @Override
            public Void visitClass(ClassTree tree, String owner) {
                return super.visitClass(tree, tree.getSimpleName().toString());
            }

            @Override
            public Void visitMethod(MethodTree tree, String owner) {
                String name = tree.getName().toString();
                if (!name.equals("<init>")) {
                    long start = lines.getLineNumber(positions.getStartPosition(unit, tree));
                    long end = lines.getLineNumber(positions.getEndPosition(unit, tree));
                    boolean override =
                            tree.getModifiers().getAnnotations().stream()
                                    .map(AnnotationTree::getAnnotationType)
                                    .anyMatch(type -> type.toString().equals("Override"));
                    methods.add(new Method(name, file, end - start + 1, override));
                }
                return super.visitMethod(tree, owner);
            }
        }.scan(unit, "");
    }

    private static File countLines(String name, String text) {
        long code = 0;
        long comments = 0;
        boolean block = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (block || line.startsWith("//") || line.startsWith("/*")) {
                comments++;
                block = (block || line.startsWith("/*")) && !line.contains("*/");
            } else if (!line.isEmpty()) {
                code++;
            }
        }
        return new File(name, text.lines().count(), code, comments);
    }

    private void printAll() {
        List<String> named =
                methods.stream()
                        .filter(method -> !method.override() && !IDIOMS.contains(method.name()))
                        .map(Method::name)
                        .toList();
        printShare("types of one word", types, 20);
        printShare("methods of one word", named, 40);
        Set<String> seen = new TreeSet<>();
        List<String> twins = types.stream().filter(type -> !seen.add(type)).toList();
        print(
                "type names that stand twice",
                twins.isEmpty() ? "none" : twins.toString(),
                twins.isEmpty());
        List<String> large =
                typesByPackage.entrySet().stream()
                        .filter(entry -> entry.getValue() > 20)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList();
        print(
                "packages",
                typesByPackage.size() + ", above 20 types: " + (large.isEmpty() ? "none" : large),
                large.isEmpty());
        Set<String> cyclic = new TreeSet<>();
        typesByPackage.keySet().stream().filter(this::reachesItself).forEach(cyclic::add);
        print(
                "packages in a cycle",
                cyclic.isEmpty() ? "none" : cyclic.toString(),
                cyclic.isEmpty());
        printSizes();
    }

    private void printSizes() {
        double code = files.stream().mapToLong(File::code).sum();
        double share = files.stream().mapToLong(File::comments).sum() / code;
        print("comment lines by code line", "%.2f".formatted(share), share >= .1 && share <= .2);
        File longest = files.stream().max(Comparator.comparingLong(File::lines)).orElseThrow();
        long files90 = percentile(files.stream().map(File::lines).toList());
        print(
                "lines of a file, 90th percentile",
                files90 + ", most " + longest.lines() + " (" + longest.name() + ")",
                true);
        Method most = methods.stream().max(Comparator.comparingLong(Method::lines)).orElseThrow();
        long methods90 = percentile(methods.stream().map(Method::lines).toList());
        print(
                "lines of a method, 90th percentile",
                methods90
                        + ", most "
                        + most.lines()
                        + " ("
                        + most.where()
                        + ": "
                        + most.name()
                        + ")",
                methods90 <= 13);
    }

    private void printShare(String what, List<String> names, int most) {
        long one = names.stream().filter(Metrics::isOneWord).count();
        print(
                what,
                "%.0f %% of %d".formatted(100.0 * one / names.size(), names.size()),
                100 * one <= (long) most * names.size());
    }

    private void print(String what, String figure, boolean good) {
        missed |= !good;
        System.out.println((good ? "ok      " : "MISSED  ") + what + ": " + figure);
    }

    private static boolean isOneWord(String name) {
        return WORD.matcher(name).results().count() == 1;
    }

    private static long percentile(List<Long> all) {
        return all.stream().sorted().skip(all.size() * 9L / 10).findFirst().orElse(0L);
    }

    private boolean reachesItself(String start) {
        Set<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(imports.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (next.equals(start)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(imports.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }
}
