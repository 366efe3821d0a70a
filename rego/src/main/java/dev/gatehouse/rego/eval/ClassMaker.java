package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.plan.Operand;
import dev.gatehouse.rego.plan.Statement;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a hidden class of a few clauses. Nothing but the steps that it gives refers to the class, so
 * that it is unloaded with them. A clause whose code would be very large stays as it is.
 */
final class ClassMaker {

  /** Bytes of a method after which what follows becomes another; the JVM compiles up to 8,000. */
  static final int FULL_METHOD = 4000;

  /** Bytes of one statement, which is never split. */
  private static final int LARGEST_STATEMENT = 8000;

  /** Bytes of one clause, so that a class keeps within its 65,535 constants and its initialiser. */
  private static final int LARGEST_CLAUSE = 30_000;

  static final MethodTypeDesc UNIT_TYPE = MethodTypeDesc.of(ConstantDescs.CD_boolean,
      Code.describe(Frame.class));

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final ClassDesc STEP = Code.describe(Step.class);
  private static final MethodTypeDesc STEP_TYPE = MethodTypeDesc.of(ConstantDescs.CD_void,
      ConstantDescs.CD_int);
  private static final MethodTypeDesc NEW_TYPE = MethodTypeDesc.of(ConstantDescs.CD_void,
      ConstantDescs.CD_int, ConstantDescs.CD_int);
  private static final String UNIT = "unit";

  private final Assembler assembler;
  private final ClassDesc owner = ClassDesc.of(ClassMaker.class.getPackageName(), "Clauses");
  private final Constants constants = new Constants(owner);
  private final List<Unit> units = new ArrayList<>();
  private BlockWriter.Layout layout = new BlockWriter.Layout(0, false, new BitSet());

  /** A method: what it does, with the layout of its clause. */
  private record Unit(Next next, int parameters, BlockWriter.Layout layout) {}

  private ClassMaker(Assembler assembler) {
    this.assembler = assembler;
  }

  /** About how many bytes of code a clause becomes, null if it is too large for a class. */
  static @Nullable Survey survey(Work work) {
    var survey = Survey.of(work.body(), work.ending());
    return survey.largest() > LARGEST_STATEMENT || survey.size() > LARGEST_CLAUSE ? null : survey;
  }

  /** A clause that {@link #survey} has not found too large. */
  record Order(Work work, Survey survey, int height) {}

  /**
   * Makes a class of clauses.
   *
   * @param assembler makes the objects that the class calls
   * @return the first step of each clause
   */
  static List<Step> make(List<Order> orders, Assembler assembler) {
    return new ClassMaker(assembler).make(orders);
  }

  private List<Step> make(List<Order> orders) {
    for (var order : orders) {
      var survey = order.survey;
      var work = order.work;
      var isSplit = survey.hasContinuations() || survey.size() > FULL_METHOD;
      units.add(new Unit(Next.of(work.body(), work.ending()), work.parameters(),
          new BlockWriter.Layout(work.slots(), isSplit, survey.outside())));
    }
    var resolver = ClassHierarchyResolver.ofClassLoading(LOOKUP).cached();
    var bytes = ClassFile.of(ClassHierarchyResolverOption.of(resolver)).build(owner,
        builder -> write(builder, orders));
    var given = constants.array();
    try {
      LOOKUP.defineHiddenClassWithClassData(bytes, given, true);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a class of this package cannot be defined", e);
    }
    var steps = new ArrayList<Step>();
    for (var i = 0; i < orders.size(); i++) {
      steps.add((Step) given[given.length - orders.size() + i]);
    }
    return steps;
  }

  private void write(ClassBuilder builder, List<Order> orders) {
    builder.withSuperclass(STEP).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
    for (var i = 0; i < units.size(); i++) {
      var unit = units.get(i);
      layout = unit.layout;
      builder.withMethodBody(UNIT + i, UNIT_TYPE, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
          code -> new BlockWriter(this, unit.layout, code).write(unit.next, unit.parameters));
    }
    builder.withField(UNIT, ConstantDescs.CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
    builder.withMethodBody(ConstantDescs.INIT_NAME, NEW_TYPE, 0, this::construct);
    builder.withMethodBody("run", UNIT_TYPE, 0, this::dispatch);
    var first = constants.array().length;
    orders.forEach(order -> constants.reserve(order));
    constants.write(builder, code -> giveBack(code, orders, first));
  }

  private void construct(CodeBuilder code) {
    code.aload(0).iload(2).invokespecial(STEP, ConstantDescs.INIT_NAME, STEP_TYPE);
    code.aload(0).iload(1).putfield(owner, UNIT, ConstantDescs.CD_int).return_();
  }

  private void dispatch(CodeBuilder code) {
    if (units.size() == 1) {
      call(code, 0);
      return;
    }
    var cases = new ArrayList<SwitchCase>();
    for (var i = 1; i < units.size(); i++) {
      cases.add(SwitchCase.of(i, code.newLabel()));
    }
    var first = code.newLabel();
    code.aload(0).getfield(owner, UNIT, ConstantDescs.CD_int);
    code.tableswitch(first, cases);
    for (var each : cases) {
      code.labelBinding(each.target());
      call(code, each.caseValue());
    }
    code.labelBinding(first);
    call(code, 0);
  }

  private void call(CodeBuilder code, int unit) {
    code.aload(1).invokestatic(owner, UNIT + unit, UNIT_TYPE).ireturn();
  }

  /** Puts the first step of each clause into the array that the class was defined with. */
  private void giveBack(CodeBuilder code, List<Order> orders, int first) {
    for (var i = 0; i < orders.size(); i++) {
      code.aload(0).loadConstant(first + i);
      newStep(code, i, orders.get(i).height);
      code.aastore();
    }
  }

  private void newStep(CodeBuilder code, int unit, int height) {
    code.new_(owner).dup().loadConstant(unit).loadConstant(height);
    code.invokespecial(owner, ConstantDescs.INIT_NAME, NEW_TYPE);
  }

  Assembler assembler() {
    return assembler;
  }

  ClassDesc owner() {
    return owner;
  }

  Constants constants() {
    return constants;
  }

  /** The name of a new method of the current clause. */
  String unit(Next next) {
    return UNIT + add(next);
  }

  private int add(Next next) {
    units.add(new Unit(next, 0, layout));
    return units.size() - 1;
  }

  /** A step that runs a new method of the current clause. */
  private Constants.Field step(Next next) {
    var unit = add(next);
    return constants.field(Step.class, code -> newStep(code, unit, 1));
  }

  Constants.Field walk(Statement.Walk walk, Next next) {
    return linked(assembler.generator(walk, new Last.Found()), Walk.class, Routine.WALK_ON, next);
  }

  Constants.Field relate(Statement.Relate relate, Next next) {
    return linked(assembler.generator(relate, new Last.Found()), Relate.class, Routine.RELATE_ON,
        next);
  }

  Constants.Field index(Operand.Gather gather, Operand.Index index) {
    var last = assembler.indexed(gather, index);
    return linked(assembler.index(gather, index, new Last.Found()), ComprehensionIndex.class,
        Routine.INDEX_OVER, Next.of(index.body(), new Ending.Told(List.of(), last)));
  }

  /** An object that goes on with a method of the class: a copy of the one given, made with a step. */
  private Constants.Field linked(Object given, Class<?> type, Routine link, Next next) {
    var prototype = constants.of(given, type);
    var step = step(next);
    return constants.field(type, code -> {
      code.getstatic(owner, prototype.name(), Code.describe(type));
      code.getstatic(owner, step.name(), STEP);
      link.invoke(code);
    });
  }
}
