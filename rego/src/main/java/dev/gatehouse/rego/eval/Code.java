package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * The bytecode of one method that takes a frame and says whether to stop. Values that are known
 * stand in {@link Place}s, never on the operand stack between two operands.
 */
final class Code {

  /** Where the method keeps its frame. */
  private static final int FRAME = 0;

  /** Where the method keeps the context of its frame. */
  private static final int CONTEXT = 1;

  private static final int FIRST_FREE = 2;

  private static final ClassDesc VALUE = describe(Value.class);
  private static final ClassDesc VALUES = describe(Value[].class);

  private final CodeBuilder builder;
  private final ClassDesc owner;
  private final Constants constants;
  private int next = FIRST_FREE;
  private int size;

  /** Where a value is. */
  sealed interface Place {}

  record Variable(int local) implements Place {}

  record Fixed(Constants.Field field) implements Place {}

  Code(CodeBuilder builder, ClassDesc owner, Constants constants) {
    this.builder = builder;
    this.owner = owner;
    this.constants = constants;
    frame();
    get(Frame.class, "context", Context.class);
    builder.astore(CONTEXT);
  }

  static ClassDesc describe(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  static MethodTypeDesc describe(MethodType type) {
    return MethodTypeDesc.ofDescriptor(type.descriptorString());
  }

  /** About how many bytes the method has by now. */
  int size() {
    return size;
  }

  Label label() {
    return builder.newLabel();
  }

  void bind(Label label) {
    builder.labelBinding(label);
  }

  void jump(Label target) {
    size += 3;
    builder.goto_(target);
  }

  void frame() {
    size += 1;
    builder.aload(FRAME);
  }

  void context() {
    size += 1;
    builder.aload(CONTEXT);
  }

  /** Replaces the object on the stack with what is in its field. */
  void get(Class<?> of, String field, Class<?> type) {
    size += 3;
    builder.getfield(describe(of), field, describe(type));
  }

  void put(Class<?> of, String field, Class<?> type) {
    size += 3;
    builder.putfield(describe(of), field, describe(type));
  }

  void number(int number) {
    size += 3;
    builder.loadConstant(number);
  }

  void nothing() {
    size += 1;
    builder.aconst_null();
  }

  void load(Place place) {
    switch (place) {
      case Variable(var local) -> loadVariable(local);
      case Fixed(var field) -> constant(field);
    }
  }

  void loadVariable(int local) {
    size += 2;
    builder.aload(local);
  }

  void storeVariable(int local) {
    size += 2;
    builder.astore(local);
  }

  void constant(Constants.Field field) {
    size += 3;
    builder.getstatic(owner, field.name(), describe(field.type()));
  }

  /** Leaves an object on the stack. */
  void constant(Object object, Class<?> type) {
    constant(constants.of(object, type));
  }

  Place place(Value value) {
    return new Fixed(constants.of(value));
  }

  /** A local variable that is free until {@link #release}. */
  int reserve() {
    return next++;
  }

  /** The variables that are taken by now. */
  int taken() {
    return next;
  }

  /** Frees the variables that were reserved after so many were taken. */
  void release(int taken) {
    next = taken;
  }

  /** Puts what is on the stack into a variable of its own. */
  Variable keep() {
    var local = reserve();
    storeVariable(local);
    return new Variable(local);
  }

  /** Puts the value on the stack into a variable of its own, but jumps if it is undefined. */
  Variable keepDefined(Label undefined) {
    var variable = keep();
    loadVariable(variable.local);
    size += 3;
    builder.ifnull(undefined);
    return variable;
  }

  void unless(Label target) {
    size += 3;
    builder.ifeq(target);
  }

  void when(Label target) {
    size += 3;
    builder.ifne(target);
  }

  void unlessSame(Label target) {
    size += 3;
    builder.if_acmpne(target);
  }

  void whenSame(Label target) {
    size += 3;
    builder.if_acmpeq(target);
  }

  void whenPresent(Label target) {
    size += 3;
    builder.ifnonnull(target);
  }

  void keepNumber(int local) {
    size += 2;
    builder.istore(local);
  }

  void loadNumber(int local) {
    size += 2;
    builder.iload(local);
  }

  void increment(int local) {
    size += 3;
    builder.iinc(local, 1);
  }

  void whenAtLeast(Label target) {
    size += 3;
    builder.if_icmpge(target);
  }

  void invoke(Routine routine) {
    size += 3;
    routine.invoke(builder);
  }

  void answer(boolean stop) {
    size += 2;
    builder.loadConstant(stop ? 1 : 0).ireturn();
  }

  void answer() {
    size += 1;
    builder.ireturn();
  }

  /** Calls another method of the class with the frame. */
  void unit(String name) {
    frame();
    size += 3;
    builder.invokestatic(owner, name, ClassMaker.UNIT_TYPE);
  }

  /** Leaves a new array of values on the stack. */
  void array(List<Place> places) {
    number(places.size());
    size += 3;
    builder.anewarray(VALUE);
    for (var i = 0; i < places.size(); i++) {
      size += 2;
      builder.dup();
      number(i);
      load(places.get(i));
      builder.aastore();
    }
  }

  /** Leaves what is in a slot of the frame on the stack. */
  void loadSlot(int slot) {
    frame();
    builder.getfield(describe(Frame.class), "slots", VALUES);
    number(slot);
    size += 4;
    builder.aaload();
  }

  /** Puts the value in a variable into a slot of the frame. */
  void storeSlot(int slot, Place value) {
    frame();
    builder.getfield(describe(Frame.class), "slots", VALUES);
    number(slot);
    load(value);
    size += 4;
    builder.aastore();
  }
}
