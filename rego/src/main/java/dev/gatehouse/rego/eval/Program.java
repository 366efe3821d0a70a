package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.plan.Block;
import dev.gatehouse.rego.plan.Clause;
import dev.gatehouse.rego.plan.Folding;
import dev.gatehouse.rego.plan.Group;
import dev.gatehouse.rego.plan.Operand;
import dev.gatehouse.rego.plan.Plan;
import dev.gatehouse.rego.plan.Purity;
import dev.gatehouse.rego.plan.QueryPlan;
import dev.gatehouse.rego.plan.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan, ready to run; immutable and shared by threads. */
public final class Program {

  private final Plan plan;
  private final Set<String> replaced;
  private final GroupCode[] groups;
  private final Assembler assembler;
  private final Set<String> ownFunctions;
  private final Set<String> kept;
  private final BitSet pure;
  private final Backend backend;
  private final Tier tier;
  private final ContextPool pool;
  private final List<ClauseCode> clauses = new ArrayList<>();

  private Program(
      Plan plan, Set<String> replaced, Set<String> ownFunctions, Backend backend) {
    this.plan = plan;
    this.replaced = Set.copyOf(replaced);
    this.ownFunctions = ownFunctions;
    this.kept = union(replaced, ownFunctions);
    this.backend = backend;
    this.groups = plan.groups().stream().map(Program::empty).toArray(GroupCode[]::new);
    this.assembler = new Assembler(groups, replaced);
    this.tier = new Tier(backend, assembler.closed());
    this.pure = Purity.of(plan, ownFunctions);
    Folding.of(plan, kept).groups().forEach(this::complete);
    tier.begin(clauses);
    this.pool = new ContextPool(
        new Sizes(groups.length, clauses.size(), assembler.paths(), assembler.indexes()));
  }

  /**
   * Makes a plan ready.
   *
   * @param ownFunctions the names of built-in functions that are the embedding program's
   */
  public static Program of(Plan plan, Set<String> ownFunctions, Backend backend) {
    return new Program(plan, plan.replaced(), ownFunctions, backend);
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    var all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  /** The query, ready to run. */
  public PreparedQuery prepare(QueryPlan query) {
    if (!replaced.containsAll(query.replaced())) {
      var all = union(replaced, query.replaced());
      return new Program(plan, all, ownFunctions, backend).prepare(query);
    }
    return new PreparedQuery(Folding.of(query, kept), assembler.closed(), tier, pool);
  }

  private static GroupCode empty(Group group) {
    return switch (group.kind()) {
      case VALUE -> new ValueCode(group.id(), group.path(), false);
      case FUNCTION -> new ValueCode(group.id(), group.path(), true);
      case SET -> new SetCode(group.id(), group.path());
      case OBJECT -> new ObjectCode(group.id(), group.path());
    };
  }

  private void complete(Group group) {
    switch (groups[group.id()]) {
      case ValueCode code ->
        code.complete(
            clauses(group.clauses(), group.kind(), false),
            fallback(group),
            assembler,
            recall(group));
      case SetCode code ->
        code.complete(
            clauses(group.clauses(), group.kind(), false),
            clauses(group.keyed(), group.kind(), true),
            assembler);
      case ObjectCode code ->
        code.complete(
            clauses(group.clauses(), group.kind(), false),
            clauses(group.keyed(), group.kind(), true));
      default -> throw new IllegalStateException("no kind of group: " + group.kind());
    }
  }

  private ValueCode.Recall recall(Group group) {
    if (!Weights.isWorthRemembering(group)) {
      return ValueCode.Recall.NONE;
    }
    return pure.get(group.id()) ? ValueCode.Recall.LASTING : ValueCode.Recall.ONE_EVALUATION;
  }

  private @Nullable ClauseCode fallback(Group group) {
    var fallback = group.fallback();
    return fallback == null ? null : clause(fallback, new Manner(group.kind(), false, false));
  }

  /** What clauses of one name have in common. */
  private record Manner(Group.Kind kind, boolean keyed, boolean differ) {}

  private ClauseCode[] clauses(List<Clause> clauses, Group.Kind kind, boolean keyed) {
    var manner = new Manner(kind, keyed, differ(clauses));
    return IndexOrder.of(clauses, kind).stream().map(c -> clause(c, manner))
        .toArray(ClauseCode[]::new);
  }

  /** Whether clauses may have different values. */
  private static boolean differ(List<Clause> clauses) {
    for (var first : clauses) {
      for (var clause = first; clause != null; clause = clause.otherwise()) {
        if (!clause.value().equals(clauses.getFirst().value())) {
          return true;
        }
      }
    }
    return false;
  }

  private ClauseCode clause(Clause clause, Manner manner) {
    var kind = manner.kind;
    var next = clause.otherwise();
    var otherwise = next == null ? null : clause(next, manner);
    var guards = kind == Group.Kind.FUNCTION ? guards(clause) : List.<ClauseCode.Guard>of();
    var statements = clause.body().statements();
    var body = new Block(statements.subList(guards.size(), statements.size()));
    var constant = clause.value() instanceof Operand.Constant(var value) ? value : null;
    var head = new ClauseCode.Head(
        clause.location(),
        clause.slots(),
        guards.toArray(ClauseCode.Guard[]::new),
        conditions(clause),
        constant);
    var work = new Work(body, ending(clause, manner), clause.parameters(), clause.slots());
    var code = new ClauseCode(clauses.size(), head, new ClauseCode.Origin(work, tier),
        assembler.body(work), otherwise);
    clauses.add(code);
    return code;
  }

  /** The comparisons of arguments with constants that the body begins with. */
  private static List<ClauseCode.Guard> guards(Clause clause) {
    var guards = new ArrayList<ClauseCode.Guard>();
    for (var statement : clause.body().statements()) {
      if (!(statement instanceof Statement.Equal(Operand.Local(var slot), Operand.Constant(var value)))) {
        break;
      }
      guards.add(new ClauseCode.Guard(slot, value));
    }
    return guards;
  }

  /** Comparisons of arguments and places in the input with constants that the body must pass. */
  private Map<Operand, Value> conditions(Clause clause) {
    var conditions = new HashMap<Operand, Value>();
    for (var statement : clause.body().statements()) {
      if (statement instanceof Statement.Equal(var left, Operand.Constant(var value))
          && isSubject(left, clause)) {
        conditions.putIfAbsent(left, value);
      } else if (statement instanceof Statement.Equal(Operand.Constant(var value), var right)
          && isSubject(right, clause)) {
        conditions.putIfAbsent(right, value);
      }
    }
    return conditions;
  }

  private boolean isSubject(Operand operand, Clause clause) {
    return operand instanceof Operand.Local(var slot)
        ? slot < clause.parameters()
        : assembler.inputPath(operand) != null;
  }

  private Ending ending(Clause clause, Manner manner) {
    var value = clause.value();
    return switch (manner.kind) {
      case VALUE -> giving(clause, manner, Conflicts.VALUES);
      case FUNCTION -> giving(clause, manner, Conflicts.RESULTS);
      case SET ->
        manner.keyed
            ? new Ending.Found()
            : new Ending.Add(Operand.Shape.SET, null, value, clause.location());
      case OBJECT -> new Ending.AddEntry(clause.path(), value, clause.isMember());
    };
  }

  private Ending giving(Clause clause, Manner manner, String conflict) {
    var value = clause.value();
    if (!manner.differ || !(value instanceof Operand.Constant)) {
      return new Ending.Give(value, conflict);
    }
    var last = new ValueCode.Yield(assembler.expression(value), conflict, true);
    return new Ending.Told(List.of(value), last);
  }
}
