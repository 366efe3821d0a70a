package dev.gatehouse.cli.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TypeSwitchesTest {

  private static final ClassFile CLASSES = ClassFile.of();

  @Test
  void rewrittenSwitchesChooseAsTheCompilersDo() throws Exception {
    var loader = new Rewriting();
    var rewritten = (Supplier<?>) loader.loadClass(SwitchesOfAllKinds.class.getName())
        .getConstructor().newInstance();

    assertThat(rewritten.getClass()).isNotSameAs(SwitchesOfAllKinds.class);
    assertThat(rewritten.get()).isEqualTo(new SwitchesOfAllKinds().get());
    assertThat(loader.rewritten).contains(SwitchesOfAllKinds.class.getName())
        .anyMatch(name -> name.endsWith("Shape"));
  }

  @Test
  void noSwitchOverTypesIsLeftAndAlikeOnesShareAMethod() throws Exception {
    var model = CLASSES.parse(TypeSwitches.replaceIn(model(SwitchesOfAllKinds.class), CLASSES));

    assertThat(TypeSwitches.areIn(model)).isFalse();
    assertThat(model.methods()).filteredOn(
        method -> method.methodName().stringValue().startsWith("typeSwitch$")).hasSize(3);
  }

  @Test
  void aClassWithoutThemIsLeftAlone() throws Exception {
    assertThat(TypeSwitches.areIn(model(TypeSwitchesTest.class))).isFalse();
    assertThat(TypeSwitches.areIn(model(SwitchesOfAllKinds.class))).isTrue();
  }

  private static ClassModel model(Class<?> type) throws IOException {
    return CLASSES.parse(bytes(type.getName()));
  }

  private static byte[] bytes(String name) throws IOException {
    var resource = "/" + name.replace('.', '/') + ".class";
    try (
        var stream = Objects.requireNonNull(TypeSwitchesTest.class.getResourceAsStream(resource))) {
      return stream.readAllBytes();
    }
  }

  /** Loads the switches and what is in their class anew. State: what it has rewritten. */
  private static final class Rewriting extends ClassLoader {

    private final List<String> rewritten = new ArrayList<>();

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.startsWith(SwitchesOfAllKinds.class.getName())
          ? Objects.requireNonNullElseGet(findLoadedClass(name), () -> rewrite(name))
          : super.loadClass(name, resolve);
    }

    private Class<?> rewrite(String name) {
      try {
        var content = bytes(name);
        var model = CLASSES.parse(content);
        if (TypeSwitches.areIn(model)) {
          rewritten.add(name);
          content = TypeSwitches.replaceIn(model, CLASSES);
        }
        return defineClass(name, content, 0, content.length);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
