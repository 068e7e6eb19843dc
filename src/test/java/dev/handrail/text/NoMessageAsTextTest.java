package dev.handrail.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A message that is put into a text by `+` compiles, and shows the admin its insides.
@Tag("fast")
class NoMessageAsTextTest {
    private static final String MESSAGE = Message.class.descriptorString();
    private static final String PROBLEM = Problem.class.descriptorString();

    @Test
    void noMessageIsAddedToAText() throws IOException, URISyntaxException {
        Path classes = Path.of(Message.class.getResource("Message.class").toURI());
        Path root = classes.getParent().getParent();
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".class")).toList();
            assertTrue(all.size() > 300, "only " + all.size() + " classes seen");
            assertEquals(
                    List.of(),
                    all.stream().flatMap(NoMessageAsTextTest::added).distinct().toList());
        }
    }

    @Test
    void theRuleFindsOne() throws URISyntaxException {
        Path own = Path.of(Adding.class.getResource("NoMessageAsTextTest$Adding.class").toURI());
        assertEquals(1, added(own).count());
    }

    /// What the rule is there for.
    private static final class Adding {
        static String text(Message message) {
            return "It failed: " + message;
        }
    }

    private static Stream<String> added(Path file) {
        try {
            ClassModel type = ClassFile.of().parse(file);
            return type.methods().stream()
                    .filter(NoMessageAsTextTest::adds)
                    .map(method ->
                            type.thisClass().asInternalName()
                                    + "."
                                    + method.methodName().stringValue());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// `+` turns each object into text on its own, right after it was loaded.
    private static boolean adds(MethodModel method) {
        CodeModel code = method.code().orElse(null);
        if (code == null) {
            return false;
        }
        Map<Integer, String> locals = new HashMap<>();
        code.elementStream()
                .filter(LocalVariable.class::isInstance)
                .map(LocalVariable.class::cast)
                .filter(local -> isMessage(local.type().stringValue()))
                .forEach(local -> locals.put(local.slot(), local.type().stringValue()));
        String loaded = "";
        for (CodeElement element : code) {
            if (element instanceof InvokeInstruction call && isText(call) && isMessage(loaded)) {
                return true;
            }
            if (element instanceof Instruction instruction) {
                loaded = loaded(instruction, locals);
            }
        }
        return false;
    }

    private static boolean isText(InvokeInstruction call) {
        return call.name().equalsString("valueOf")
                        && call.owner().asInternalName().equals("java/lang/String")
                || call.name().equalsString("toString");
    }

    /// The type of what an instruction puts on the stack, as far as it matters.
    private static String loaded(Instruction instruction, Map<Integer, String> locals) {
        return switch (instruction) {
            case InvokeInstruction call -> call.typeSymbol().returnType().descriptorString();
            case FieldInstruction field -> field.type().stringValue();
            case LoadInstruction load -> locals.getOrDefault(load.slot(), "");
            default -> "";
        };
    }

    private static boolean isMessage(String type) {
        return type.equals(MESSAGE)
                || type.equals(PROBLEM)
                || type.startsWith(MESSAGE.replace(";", "$"));
    }
}
