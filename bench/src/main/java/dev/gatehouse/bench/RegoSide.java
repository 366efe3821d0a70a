package dev.gatehouse.bench;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Our side of the Rego benchmark, a process of its own: the counterpart of {@code peers/rego}. It
 * warms all cases up before it measures the first, and writes one JSON line for each.
 */
final class RegoSide {

  private static final JsonLimits LIMITS = JsonLimits.DEFAULT;

  private RegoSide() {}

  /** One case, ready to run; a run gives its value, which no optimiser may drop. */
  private record Task(String name, Run run) {}

  @FunctionalInterface
  private interface Run {
    @Nullable
    Object once();
  }

  /**
   * Runs the cases of a file.
   *
   * @param arguments the file, and the milliseconds to warm up and to measure for each case
   */
  public static void main(String[] arguments) throws IOException, TextException {
    var cases = (ArrayValue) Json.parse(Files.readAllBytes(Path.of(arguments[0])), LIMITS);
    long warm = Long.parseLong(arguments[1]) * 1_000_000;
    long measured = Long.parseLong(arguments[2]) * 1_000_000;
    var tasks = new ArrayList<Task>();
    for (int index = 0; index < cases.size(); index++) {
      addTask(tasks, (ObjectValue) cases.get(index));
    }
    var time = new ProcessorTime();
    tasks.forEach(task -> repeat(task, warm, time));
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (var task : tasks) {
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long start = time.nanoseconds();
      double count = repeat(task, measured, time);
      double nanoseconds = (time.nanoseconds() - start) / count;
      double allocated = (threads.getCurrentThreadAllocatedBytes() - bytes) / count;
      System.out.printf(Locale.ROOT,
          "{\"name\":%s,\"nanoseconds\":%.1f,\"bytes\":%.1f,\"result\":%s}%n",
          Json.write(StringValue.of(task.name())), nanoseconds, allocated, result(task));
    }
  }

  private static void addTask(List<Task> tasks, ObjectValue each) {
    try {
      tasks.add(task(each));
    } catch (BenchException e) {
      System.out.println(Json.write(ObjectValue.of("name", StringValue.of(text(each, "name")),
          "unsupported", StringValue.of(String.valueOf(e.getMessage())))));
    }
  }

  /** Runs a task, once at least, until it has had its time of the processor; gives how often. */
  private static long repeat(Task task, long nanoseconds, ProcessorTime time) {
    long start = time.nanoseconds();
    long count = 0;
    int kept = 0;
    for (long left = nanoseconds; left > 0; left = start + nanoseconds - time.nanoseconds()) {
      // That clock costs more than a short task, so it is asked when the time may be over.
      long end = System.nanoTime() + left;
      do {
        kept |= System.identityHashCode(task.run().once());
        count++;
      } while (System.nanoTime() < end);
    }
    return kept == -1 ? count + 1 : count;
  }

  private static String result(Task task) {
    return task.run().once() instanceof Value value ? Json.write(value) : "null";
  }

  private static Task task(ObjectValue each) {
    var name = text(each, "name");
    var sources = sources(each);
    if (each.get("compile") != null) {
      return new Task(name, () -> compile(sources, text(each, "query")));
    }
    var query = compile(sources, text(each, "query"));
    var given = each.get("input");
    var input = Input.of(given == null ? NullValue.NULL : given, object(each, "data"));
    return new Task(name, () -> query.value(input));
  }

  private static Query compile(List<Source> sources, String query) {
    try {
      return Policy.compile(sources, CompileOptions.DEFAULT).prepare(query);
    } catch (PolicyException e) {
      throw new BenchException("the policy does not compile: " + e.issues(), e);
    }
  }

  private static List<Source> sources(ObjectValue each) {
    var version = text(each, "version").equals("v0") ? RegoVersion.V0 : RegoVersion.V1;
    var modules = object(each, "modules");
    var sources = new ArrayList<Source>();
    for (int index = 0; index < modules.size(); index++) {
      sources
          .add(new Source(string(modules.keyAt(index)), string(modules.valueAt(index)), version));
    }
    return sources;
  }

  private static ObjectValue object(ObjectValue each, String key) {
    return each.get(key) instanceof ObjectValue object ? object : ObjectValue.EMPTY;
  }

  private static String text(ObjectValue each, String key) {
    return string(Objects.requireNonNull(each.get(key), key));
  }

  private static String string(Value value) {
    return ((StringValue) value).value();
  }
}
