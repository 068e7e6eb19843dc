package dev.handrail.ui.kit;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The sentences in the sources of the rooms below the window and the command line, each with
/// [#FILLED] where something is filled in, and in each of the forms that it can take.
///
/// Left out is what the window does not say: the messages of exceptions, which are bugs or details
/// for a technician; what texts are compared with; places and names of servers; the labels of
/// answers, for which the window has words of its own; and what is said to the authors of runbooks.
final class EngineSentences extends TreePathScanner<Void, Void> {
    static final String FILLED = "\u0001";

    private static final List<String> SILENT = List.of("ui", "cli", "report", "");
    private static final Set<String> UNSAID_BY =
            Set.of(
                    "contains",
                    "startsWith",
                    "endsWith",
                    "equals",
                    "compile",
                    "matches",
                    "resolve",
                    "newOption");
    private static final Pattern UNSAID_IN = Pattern.compile(".*(Exception|Error|Option|Target)");
    private static final Pattern FOR_AUTHORS =
            Pattern.compile("class RunbookField|RunbookField[ .]|RunbookErrors");
    private static final Pattern WORDS =
            Pattern.compile("(?s).*(\\p{L}{2,} \\p{L}|^\\p{Lu}\\p{Ll}+ \u0001).*");
    private static final Pattern SENTENCE =
            Pattern.compile("(?s)(?!.*= [?])(\\s*[\\p{Lu}\"\u0001;,:].*|.*[.])");
    private static final Pattern PLACE = Pattern.compile("%[sd]");

    /// `forms`: with and without what stands there only at times.
    record Said(String where, List<String> forms) {}

    private final List<Said> all = new ArrayList<>();

    private EngineSentences() {}

    static List<Said> in(Path rooms) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        EngineSentences sentences = new EngineSentences();
        try (Stream<Path> files = Files.walk(rooms);
                StandardJavaFileManager manager =
                        compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !SILENT.contains(room(rooms.relativize(file))))
                            .toList();
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    null,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                if (!FOR_AUTHORS.matcher(unit.toString()).find()) {
                    sentences.scan(unit, null);
                }
            }
        }
        return sentences.all;
    }

    /// Empty for what stands in none.
    private static String room(Path file) {
        return file.getNameCount() > 1 ? file.getName(0).toString() : "";
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
        take(literal);
        return null;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void nothing) {
        if (sum.getKind() == Tree.Kind.PLUS && isText(sum)) {
            take(sum);
            operands(sum).stream().filter(part -> !isText(part)).forEach(part -> scan(part, null));
            return null;
        }
        return super.visitBinary(sum, nothing);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        if (isFormat(call)) {
            take(call);
            return scan(call.getArguments(), null);
        }
        return UNSAID_BY.contains(name(call.getMethodSelect()))
                ? null
                : super.visitMethodInvocation(call, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
        return UNSAID_IN.matcher(name(made.getIdentifier())).matches()
                ? null
                : super.visitNewClass(made, nothing);
    }

    private void take(ExpressionTree text) {
        List<String> forms =
                forms(text).stream()
                        .filter(form -> WORDS.matcher(form).matches())
                        .filter(form -> SENTENCE.matcher(form).matches())
                        .toList();
        if (!forms.isEmpty()) {
            String file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
            all.add(new Said(Path.of(file).getFileName().toString(), forms));
        }
    }

    private static String name(Tree tree) {
        return switch (tree) {
            case MemberSelectTree select -> select.getIdentifier().toString();
            default -> tree.toString();
        };
    }

    private static boolean isFormat(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("formatted")
                && isText(select.getExpression());
    }

    private static boolean isText(Tree tree) {
        return switch (tree) {
            case LiteralTree literal -> literal.getValue() instanceof String;
            case ParenthesizedTree inner -> isText(inner.getExpression());
            case BinaryTree sum ->
                    sum.getKind() == Tree.Kind.PLUS
                            && (isText(sum.getLeftOperand()) || isText(sum.getRightOperand()));
            case ConditionalExpressionTree choice ->
                    isText(choice.getTrueExpression()) && isText(choice.getFalseExpression());
            case MethodInvocationTree call -> isFormat(call);
            default -> false;
        };
    }

    private static List<ExpressionTree> operands(ExpressionTree tree) {
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS && isText(sum)) {
            List<ExpressionTree> all = new ArrayList<>(operands(sum.getLeftOperand()));
            all.addAll(operands(sum.getRightOperand()));
            return all;
        }
        return List.of(tree);
    }

    private static List<String> forms(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal -> List.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree inner -> forms(inner.getExpression());
            case ConditionalExpressionTree choice when isText(choice) ->
                    Stream.concat(
                                    forms(choice.getTrueExpression()).stream(),
                                    forms(choice.getFalseExpression()).stream())
                            .toList();
            case BinaryTree sum when isText(sum) ->
                    forms(sum.getLeftOperand()).stream()
                            .flatMap(left ->
                                    forms(sum.getRightOperand()).stream()
                                            .map(right -> left + right))
                            .toList();
            case MethodInvocationTree call when isFormat(call) ->
                    forms(((MemberSelectTree) call.getMethodSelect()).getExpression()).stream()
                            .map(form -> PLACE.matcher(form).replaceAll(FILLED))
                            .toList();
            default -> List.of(FILLED);
        };
    }
}
