package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.types.Type;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules become classes when they should, and the classes go when nobody needs them. */
class ClassesTest {

  private static final String RULES = """
      package test
      p := y if { count([x | some x in input.xs; x > 1]) > 0; y := test.caller(7) }
      """;

  /** The class of the rule that has called last. */
  private volatile @Nullable WeakReference<Class<?>> caller;

  @Test
  void everyRoutineIsThere() throws Exception {
    for (var field : Routine.class.getDeclaredFields()) {
      if (field.getType() == Routine.class && field.get(null) instanceof Routine routine) {
        var lookup = MethodHandles.lookup();
        assertThat(routine.isStatic()
            ? lookup.findStatic(routine.owner(), routine.name(), routine.type())
            : lookup.findVirtual(routine.owner(), routine.name(), routine.type())).isNotNull();
      }
    }
  }

  @Test
  void classesAreUnloadedWithTheirPolicy() throws Exception {
    evaluateOnce();
    var reference = caller;

    assertThat(reference).isNotNull();
    for (var i = 0; i < 100 && reference != null && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference == null ? null : reference.get()).isNull();
  }

  private void evaluateOnce() throws Exception {
    assertThat(query(RULES, Backend.CLASSES).value(input())).hasToString("7");
    assertThat(isClass()).isTrue();
  }

  @Test
  void coldRuleStaysAsItIs() throws Exception {
    query(RULES, Backend.TIERED).value(input());

    assertThat(isClass()).isFalse();
  }

  @Test
  void ruleThatIsEvaluatedOftenBecomesAClass() throws Exception {
    var query = query(RULES, Backend.TIERED);
    var input = input();

    var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!isClass() && System.nanoTime() < end) {
      assertThat(query.value(input)).hasToString("7");
    }
    assertThat(isClass()).isTrue();
  }

  @Test
  void ruleBecomesAClassWhileThreadsEvaluateIt() throws Exception {
    var query = query(
        "package test\np := sum([z | some x in input.xs; some y in input.xs; z := x * y])",
        Backend.TIERED);
    var input = input();
    Callable<Boolean> task = () -> {
      var isRight = true;
      for (var i = 0; i < 10; i++) {
        isRight &= IntegerValue.of(2_011_522_500L).equals(query.value(input));
      }
      return isRight;
    };

    try (var executor = Executors.newFixedThreadPool(4)) {
      var results = executor.invokeAll(IntStream.range(0, 4).mapToObj(i -> task).toList());
      assertThat(results).extracting(Future::get).containsOnly(true);
    }
  }

  private boolean isClass() {
    var reference = caller;
    return reference != null && reference.get() != null;
  }

  private Query query(String rules, Backend backend) throws Exception {
    var function = new Builtin("test.caller", "",
        new Type.Function(List.of(Type.ANY), Type.ANY, null), Set.of(), "Notes who calls.",
        (Builtin.Code1) (context, value) -> note(value));
    var options = new CompileOptions(false, false, Set.of(), List.of(function), backend);
    return Policy.compile(List.of(new Source("test.rego", rules, RegoVersion.V1)), options)
        .prepare("data.test.p");
  }

  private Value note(Value value) {
    var walker = StackWalker
        .getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));
    Optional<Class<?>> found = walker.walk(frames -> frames.<Class<?>>map(
        StackFrame::getDeclaringClass).filter(type -> type.isHidden() && isStep(type)).findFirst());
    caller = found.isPresent() ? new WeakReference<>(found.get()) : null;
    return value;
  }

  private static boolean isStep(Class<?> type) {
    return Step.class.isAssignableFrom(type);
  }

  private static Input input() {
    var items = IntStream.range(0, 300).mapToObj(IntegerValue::of).toArray(Value[]::new);
    return Input.of(ObjectValue.of("xs", ArrayValue.of(items)), ObjectValue.EMPTY);
  }
}
