package dev.gatehouse.rego.eval;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The objects that a class in the making refers to. They are handed to it in an array when it is
 * defined; it keeps them in static final fields, which the JVM's compiler takes for constants.
 */
final class Constants {

  private static final ClassDesc LOOKUP = Code.describe(MethodHandles.Lookup.class);

  private final ClassDesc owner;
  private final List<Object> given = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final Map<Object, Field> known = new IdentityHashMap<>();

  /** A static field, and the code that leaves its value on the stack when the class begins. */
  record Field(String name, Class<?> type, Consumer<CodeBuilder> value) {}

  Constants(ClassDesc owner) {
    this.owner = owner;
  }

  /** The field of a value. */
  Field of(Value value) {
    return of(value, value instanceof StringValue ? StringValue.class : Value.class);
  }

  /** The field of an object. */
  Field of(Object object, Class<?> type) {
    return known.computeIfAbsent(object, o -> {
      var position = reserve(o);
      return field(type,
          code -> code.aload(0).loadConstant(position).aaload().checkcast(Code.describe(type)));
    });
  }

  /** A field whose value is computed from others. */
  Field field(Class<?> type, Consumer<CodeBuilder> value) {
    var field = new Field("c" + fields.size(), type, value);
    fields.add(field);
    return field;
  }

  /** Gives an object a position in the array that the class is defined with. */
  int reserve(Object object) {
    given.add(object);
    return given.size() - 1;
  }

  /** The array that the class is defined with. */
  Object[] array() {
    return given.toArray();
  }

  /** Adds the fields, and the code that fills them and then does some more with the array in local 0. */
  void write(ClassBuilder builder, Consumer<CodeBuilder> more) {
    for (var field : fields) {
      builder.withField(field.name, Code.describe(field.type),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
    }
    builder.withMethodBody(ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC, code -> {
          code.invokestatic(Code.describe(MethodHandles.class), "lookup",
              MethodTypeDesc.of(LOOKUP));
          code.loadConstant(ConstantDescs.DEFAULT_NAME);
          code.loadConstant(Code.describe(Object[].class));
          code.invokestatic(Code.describe(MethodHandles.class), "classData", MethodTypeDesc.of(
              ConstantDescs.CD_Object, LOOKUP, ConstantDescs.CD_String, ConstantDescs.CD_Class));
          code.checkcast(Code.describe(Object[].class)).astore(0);
          for (var field : fields) {
            field.value.accept(code);
            code.putstatic(owner, field.name, Code.describe(field.type));
          }
          more.accept(code);
          code.return_();
        });
  }
}
