package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A built-in function: the one row that type checker, evaluator, capabilities and docs read.
 *
 * @param name the dotted name, such as {@code json.marshal}
 * @param infix its operator, such as {@code +}, empty if it has none
 * @param type arguments and result
 * @param flags what is special about it
 * @param doc one sentence on what it gives
 * @param code what it does
 */
public record Builtin(
    String name, String infix, Type.Function type, Set<Flag> flags, String doc, Code code) {

  public Builtin {
    flags = Set.copyOf(flags);
  }

  public int arity() {
    return type.args().size();
  }

  /** What is special about a function. */
  public enum Flag {
    /** Gives several results: the evaluator calls it for each. */
    RELATION,
    /** May give another result for the same arguments in another evaluation. */
    NONDETERMINISTIC,
    /** Refused in Rego v1. */
    DEPRECATED,
    /** Reaches the network: off unless enabled. */
    NETWORK;

    /** Its name in files of capabilities. */
    public String capability() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a function does. Arguments are always defined. A result of null is undefined. Errors are
   * {@link BuiltinException}s, which make the call undefined unless errors are strict.
   */
  public sealed interface Code {}

  /** A function without arguments. */
  @FunctionalInterface
  public non-sealed interface Code0 extends Code {
    @Nullable
    Value call(BuiltinContext context);
  }

  /** A function of one argument. */
  @FunctionalInterface
  public non-sealed interface Code1 extends Code {
    @Nullable
    Value call(BuiltinContext context, Value a);
  }

  /** A function of two arguments. */
  @FunctionalInterface
  public non-sealed interface Code2 extends Code {
    @Nullable
    Value call(BuiltinContext context, Value a, Value b);
  }

  /** A function of three arguments. */
  @FunctionalInterface
  public non-sealed interface Code3 extends Code {
    @Nullable
    Value call(BuiltinContext context, Value a, Value b, Value c);
  }

  /** A function of any number of arguments. */
  @FunctionalInterface
  public non-sealed interface CodeN extends Code {
    @Nullable
    Value call(BuiltinContext context, Value[] args);
  }

  /** A relation ({@code walk}): every result in order, until the sink says stop by returning true. */
  @FunctionalInterface
  public non-sealed interface CodeRelation extends Code {
    boolean call(BuiltinContext context, Value[] args, java.util.function.Predicate<Value> sink);
  }

  /** Done by the evaluator itself ({@code eq}, {@code assign}, {@code print}, …), never called. */
  public enum Intrinsic implements Code {
    INTRINSIC
  }

  /** A function that policies may name, but that nobody has made. */
  public static Builtin missing(String name, Type.Function type) {
    CodeN code = (context, args) -> {
      throw BuiltinException.missing(name);
    };
    return new Builtin(name, "", type, Set.of(), "", code);
  }

  static Builtin row(String name, String doc, Type.Function type, Code0 code) {
    return new Builtin(name, "", type, Set.of(), doc, code);
  }

  static Builtin row(String name, String doc, Type.Function type, Code1 code) {
    return new Builtin(name, "", type, Set.of(), doc, code);
  }

  static Builtin row(String name, String doc, Type.Function type, Code2 code) {
    return new Builtin(name, "", type, Set.of(), doc, code);
  }

  static Builtin row(String name, String doc, Type.Function type, Code3 code) {
    return new Builtin(name, "", type, Set.of(), doc, code);
  }

  static Builtin row(String name, String doc, Type.Function type, CodeN code) {
    return new Builtin(name, "", type, Set.of(), doc, code);
  }

  static Builtin relation(String name, String doc, Type.Function type, CodeRelation code) {
    return new Builtin(name, "", type, Set.of(Flag.RELATION), doc, code);
  }

  /** A function that the compiler or the evaluator itself replaces. */
  static Builtin intrinsic(String name, String doc, Type.Function type) {
    return new Builtin(name, "", type, Set.of(), doc, Intrinsic.INTRINSIC);
  }

  /** This row with an operator. */
  Builtin infix(String operator) {
    return new Builtin(name, operator, type, flags, doc, code);
  }

  /** This row with flags. */
  Builtin flags(Flag... changed) {
    return new Builtin(name, infix, type, Set.of(changed), doc, code);
  }
}
