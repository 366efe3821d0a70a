package dev.gatehouse.rego.eval;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.plan.DataNode;
import java.lang.classfile.CodeBuilder;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * A method that bytecode calls: what a plan means stands there, not in the bytecode.
 *
 * @param type without the object that an instance method belongs to
 */
record Routine(Class<?> owner, String name, MethodType type, boolean isStatic) {

  private static final Class<Value> VALUE = Value.class;
  private static final Class<Value[]> VALUES = Value[].class;
  private static final Class<Object> SINK = Object.class;
  private static final Class<Frame> FRAME = Frame.class;
  private static final Class<Context> CONTEXT = Context.class;

  static final Routine TICK = of(FRAME, "tick", void.class);

  static final Routine FIELD = fixed(Lookups.class, "field", VALUE, VALUE, StringValue.class);
  static final Routine GET = fixed(Values.class, "get", VALUE, VALUE, VALUE);
  static final Routine BASE_GET = fixed(Values.class, "baseGet", VALUE, VALUE, VALUE);
  static final Routine BASE = of(CONTEXT, "base", VALUE, List.class);
  static final Routine PATH = of(Lookups.InputPath.class, "value", VALUE, Scope.class);
  static final Routine EXTENT = fixed(Documents.class, "extent", VALUE, DataNode.class,
      GroupCode[].class, CONTEXT);
  static final Routine DOCUMENT = of(GroupCode.class, "document", VALUE, CONTEXT);
  static final Routine MEMBER = of(GroupCode.class, "member", VALUE, CONTEXT, VALUE);

  static final Routine ARRAY = fixed(Terms.class, "array", VALUE, VALUES, FRAME);
  static final Routine SET = fixed(Terms.class, "set", VALUE, VALUES, FRAME);
  static final Routine OBJECT = fixed(Terms.class, "object", VALUE, VALUES, FRAME);
  static final Routine RECORD = fixed(Terms.class, "record", VALUE, VALUES, VALUES, FRAME);

  static final Routine CALL_0 = of(CallSite.Of0.class, "call", VALUE, CONTEXT);
  static final Routine CALL_1 = of(CallSite.Of1.class, "call", VALUE, CONTEXT, VALUE);
  static final Routine CALL_2 = of(CallSite.Of2.class, "call", VALUE, CONTEXT, VALUE, VALUE);
  static final Routine CALL_3 = of(CallSite.Of3.class, "call", VALUE, CONTEXT, VALUE, VALUE, VALUE);
  static final Routine CALL_N = of(CallSite.OfN.class, "call", VALUE, CONTEXT, VALUES);
  static final Routine CALL_REPLACEABLE = fixed(Applications.class, "call", VALUE, FRAME,
      CallSite.class, VALUES);
  static final Routine APPLY = of(ValueCode.class, "apply", VALUE, CONTEXT, VALUES);
  static final Routine APPLY_REPLACEABLE = fixed(Applications.class, "apply", VALUE, FRAME,
      String.class, ValueCode.class, VALUES);
  static final Routine CALL_HOLDS = fixed(Applications.class, "callHolds", boolean.class, FRAME,
      CallSite.class, VALUES);
  static final Routine APPLY_HOLDS = fixed(Applications.class, "applyHolds", boolean.class, FRAME,
      String.class, ValueCode.class, VALUES);
  static final Routine RELATE = of(Operators.Relation.class, "holds", boolean.class, VALUE, VALUE);
  static final Routine ARITHMETIC = of(Operators.Arithmetic.class, "apply", VALUE, CONTEXT, VALUE,
      VALUE);
  static final Routine COUNT = of(Operators.Counting.class, "of", VALUE, CONTEXT, VALUE);
  static final Routine TRUTH = fixed(BooleanValue.class, "of", BooleanValue.class, boolean.class);

  static final Routine EQUAL = fixed(Checks.class, "equal", boolean.class, VALUE, VALUE);
  static final Routine IS_ARRAY = fixed(Checks.class, "isArray", boolean.class, VALUE, int.class);
  static final Routine IS_OBJECT = fixed(Checks.class, "isObject", boolean.class, VALUE, int.class);
  static final Routine HAS_KEY = fixed(Checks.class, "hasKey", boolean.class, VALUE, VALUE);

  static final Routine SIZE = fixed(Scan.class, "size", int.class, VALUE);
  static final Routine KEY_AT = fixed(Scan.class, "keyAt", VALUE, VALUE, int.class);
  static final Routine VALUE_AT = fixed(Scan.class, "valueAt", VALUE, VALUE, int.class);
  static final Routine IS_DOMAIN = fixed(Values.class, "isCollection", boolean.class, VALUE);

  static final Routine ADD_ITEM = fixed(Comprehensions.class, "addItem", SINK, SINK, VALUE, FRAME);
  static final Routine ADD_MEMBER = fixed(Comprehensions.class, "addMember", SINK, SINK, VALUE,
      FRAME);
  static final Routine PUT_ENTRY = fixed(Comprehensions.class, "putEntry", SINK, SINK, VALUE, VALUE,
      FRAME, Location.class);
  static final Routine BUILT_ARRAY = fixed(Comprehensions.class, "array", VALUE, SINK);
  static final Routine BUILT_SET = fixed(Comprehensions.class, "set", VALUE, SINK);
  static final Routine BUILT_OBJECT = fixed(Comprehensions.class, "object", VALUE, SINK);

  static final Routine GIVE = fixed(ValueCode.class, "give", void.class, FRAME, VALUE,
      String.class);
  static final Routine ADD_ENTRY = fixed(ObjectCode.class, "add", void.class, FRAME, VALUES, VALUE,
      boolean.class);

  static final Routine ENTER = fixed(With.class, "enter", boolean.class, With.Change[].class,
      FRAME);
  static final Routine LEAVE = fixed(With.class, "leave", Scope.class, FRAME);
  static final Routine RESUME = fixed(With.class, "resume", void.class, FRAME, Scope.class);

  static final Routine RUN = of(Step.class, "run", boolean.class, FRAME);
  static final Routine TEST = of(Test.class, "test", boolean.class, FRAME);
  static final Routine EVAL_INDEX = of(ComprehensionIndex.class, "eval", VALUE, FRAME);
  static final Routine WALK_ON = of(Walk.class, "followedBy", Walk.class, Step.class);
  static final Routine RELATE_ON = of(Relate.class, "followedBy", Relate.class, Step.class);
  static final Routine INDEX_OVER = of(ComprehensionIndex.class, "over", ComprehensionIndex.class,
      Step.class);

  private static Routine fixed(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    return new Routine(owner, name, MethodType.methodType(result, parameters), true);
  }

  private static Routine of(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    return new Routine(owner, name, MethodType.methodType(result, parameters), false);
  }

  void invoke(CodeBuilder builder) {
    if (isStatic) {
      builder.invokestatic(Code.describe(owner), name, Code.describe(type));
    } else {
      builder.invokevirtual(Code.describe(owner), name, Code.describe(type));
    }
  }
}
