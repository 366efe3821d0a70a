package dev.gatehouse.cli.startup;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.runtime.SwitchBootstraps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives each switch over types a method of its class. The compiler leaves them to {@link
 * SwitchBootstraps#typeSwitch}, which makes a class for each when it is first reached; the start-up
 * cache cannot keep those. Switches that look at constants too stay as they are. State: the switches
 * met in one class.
 */
final class TypeSwitches implements ClassTransform {

  private static final ClassDesc BOOTSTRAPS = SwitchBootstraps.class.describeConstable()
      .orElseThrow();

  /** What a switch is asked with (a value, the case to begin with), and the type of each case. */
  private record TypeSwitch(MethodTypeDesc asked, List<ClassDesc> cases) {}

  private final ClassDesc owner;
  private final boolean inInterface;
  private final Map<TypeSwitch, String> methods = new LinkedHashMap<>();

  private TypeSwitches(ClassModel model) {
    owner = model.thisClass().asSymbol();
    inInterface = model.flags().has(AccessFlag.INTERFACE);
  }

  /** Whether a class has such switches. */
  static boolean areIn(ClassModel model) {
    return model.methods().stream().flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementList().stream())
        .anyMatch(element -> typeSwitch(element).isPresent());
  }

  /** The class with a method for each such switch. */
  static byte[] replaceIn(ClassModel model, ClassFile classes) {
    return classes.transformClass(model, new TypeSwitches(model));
  }

  private static Optional<TypeSwitch> typeSwitch(CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction call)
        || !call.bootstrapMethod().owner().equals(BOOTSTRAPS)
        || !call.bootstrapMethod().methodName().equals("typeSwitch")) {
      return Optional.empty();
    }
    var cases = new ArrayList<ClassDesc>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (!(label instanceof ClassDesc type) || type.isPrimitive()) {
        return Optional.empty();
      }
      cases.add(type);
    }
    return Optional.of(new TypeSwitch(call.typeSymbol(), List.copyOf(cases)));
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method) {
      builder.transformMethod(method, MethodTransform.transformingCode(replacing()));
    } else {
      builder.with(element);
    }
  }

  private CodeTransform replacing() {
    return (code, element) -> typeSwitch(element).ifPresentOrElse(
        found -> code.invokestatic(owner, name(found), found.asked(), inInterface),
        () -> code.with(element));
  }

  private String name(TypeSwitch found) {
    return methods.computeIfAbsent(found, _ -> "typeSwitch$" + methods.size());
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    methods.forEach((found, name) -> builder.withMethodBody(name, found.asked(),
        ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, code -> write(code, found.cases())));
  }

  /** The first case that fits, from one on; their number if none does, -1 for null. */
  private static void write(CodeBuilder code, List<ClassDesc> cases) {
    var starts = new ArrayList<SwitchCase>();
    for (int index = 0; index < cases.size(); index++) {
      starts.add(SwitchCase.of(index, code.newLabel()));
    }
    var none = code.newLabel();
    code.aload(0).ifThen(Opcode.IFNULL,
        isNull -> isNull.loadConstant(-1).ireturn());
    code.iload(1).tableswitch(none, starts);
    for (var start : starts) {
      Label next = code.newLabel();
      int index = start.caseValue();
      code.labelBinding(start.target()).aload(0).instanceOf(cases.get(index)).ifeq(next)
          .loadConstant(index).ireturn().labelBinding(next);
    }
    code.labelBinding(none).loadConstant(cases.size()).ireturn();
  }
}
