package dev.handrail.text;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Finds where sources ask for a text by its key: `Message.of("key", ...)`, and `get` and `count`
/// of `texts`.
final class MessageCalls extends TreeScanner<Void, CompilationUnitTree> {
    private static final Pattern TEXTS = Pattern.compile("(.*[.])?texts(\\(\\))?");

    private final List<Call> calls = new ArrayList<>();

    /// `key`: empty where it is not written there as a literal.
    record Call(String where, String key, int arguments) {}

    static List<Call> in(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager =
                        compiler.getStandardFileManager(null, null, null)) {
            var units =
                    manager.getJavaFileObjectsFromPaths(
                            files.filter(file -> file.toString().endsWith(".java")).toList());
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
            MessageCalls calls = new MessageCalls();
            for (CompilationUnitTree unit : task.parse()) {
                calls.scan(unit, unit);
            }
            return calls.calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, CompilationUnitTree unit) {
        if (call.getMethodSelect() instanceof MemberSelectTree method
                && !call.getArguments().isEmpty()
                && asks(method)) {
            String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
            keys(call.getArguments().getFirst())
                    .forEach(key ->
                            calls.add(
                                    new Call(
                                            file + ": " + call,
                                            key,
                                            call.getArguments().size() - 1)));
        }
        return super.visitMethodInvocation(call, unit);
    }

    private static boolean asks(MemberSelectTree method) {
        String name = method.getIdentifier().toString();
        String of = method.getExpression().toString();
        return name.equals("of") && of.equals("Message")
                || (name.equals("get") || name.equals("count")) && TEXTS.matcher(of).matches();
    }

    private static List<String> keys(ExpressionTree key) {
        return switch (key) {
            case LiteralTree literal -> List.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree inner -> keys(inner.getExpression());
            case ConditionalExpressionTree either ->
                    Stream.of(either.getTrueExpression(), either.getFalseExpression())
                            .flatMap(branch -> keys(branch).stream())
                            .toList();
            default -> List.of("");
        };
    }
}
