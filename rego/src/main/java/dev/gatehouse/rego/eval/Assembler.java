package dev.gatehouse.rego.eval;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.plan.Block;
import dev.gatehouse.rego.plan.Operand;
import dev.gatehouse.rego.plan.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns operands into expressions, and blocks into tests and steps. */
final class Assembler {

  private final GroupCode[] groups;
  private final Set<String> replaced;
  private final Map<Operand, Integer> paths;

  /** The numbers of comprehensions that keep an index during an evaluation. */
  private final Map<Operand.Gather, Integer> indexes;
  private final boolean isClosed;

  /** How deep the blocks within the expressions of the current clause are. */
  private int nestedHeight;

  /**
   * An assembler for code that refers to groups.
   *
   * @param replaced the dotted names of functions that a {@code with} may replace
   */
  Assembler(GroupCode[] groups, Set<String> replaced) {
    this(groups, replaced, new HashMap<>(), new IdentityHashMap<>(), false);
  }

  private Assembler(
      GroupCode[] groups,
      Set<String> replaced,
      Map<Operand, Integer> paths,
      Map<Operand.Gather, Integer> indexes,
      boolean isClosed) {
    this.groups = groups;
    this.replaced = replaced;
    this.paths = paths;
    this.indexes = indexes;
    this.isClosed = isClosed;
  }

  /**
   * An assembler for queries and classes, which remember no other paths into the input than these
   * and keep no other indexes; several threads may have one each.
   */
  Assembler closed() {
    return new Assembler(groups, replaced, paths, indexes, true);
  }

  GroupCode[] groups() {
    return groups;
  }

  GroupCode group(int id) {
    return groups[id];
  }

  /** Whether a {@code with} may replace the function of that dotted name. */
  boolean isReplaced(String name) {
    return replaced.contains(name);
  }

  boolean isIndexed(Operand.Gather gather) {
    return indexes.containsKey(gather);
  }

  /** How many comprehensions keep an index during an evaluation. */
  int indexes() {
    return indexes.size();
  }

  /** How many paths into the input are remembered during an evaluation. */
  int paths() {
    return paths.size();
  }

  Expression expression(Operand operand) {
    return switch (operand) {
      case Operand.Constant(var value) -> new Terms.Constant(value);
      case Operand.Local(var slot) -> new Terms.Local(slot);
      case Operand.InputDocument i -> new Terms.InputDocument();
      case Operand.BaseDocument(var path) -> new Terms.BaseDocument(path);
      case Operand.Lookup lookup -> lookup(lookup);
      case Operand.BaseLookup(var of, var key) ->
        new Lookups.BaseLookup(expression(of), expression(key));
      case Operand.NewArray(var items) -> new Terms.NewArray(expressions(items));
      case Operand.NewSet(var members) -> new Terms.NewSet(expressions(members));
      case Operand.NewObject object -> object(object);
      case Operand.Document(var group) -> new Documents.Document(groups[group]);
      case Operand.Member(var group, var key) ->
        new Documents.Member(groups[group], expression(key));
      case Operand.Extent(var node) -> new Documents.Extent(node, groups);
      case Operand.Apply apply -> apply(apply);
      case Operand.Call call -> call(call);
      case Operand.Gather gather -> gather(gather);
    };
  }

  Expression[] expressions(List<Operand> operands) {
    var expressions = new Expression[operands.size()];
    for (var i = 0; i < expressions.length; i++) {
      expressions[i] = expression(operands.get(i));
    }
    return expressions;
  }

  private Expression lookup(Operand.Lookup lookup) {
    var path = inputPath(lookup);
    if (path != null) {
      return new Lookups.InputLookup(path);
    }
    return lookup.key() instanceof Operand.Constant(StringValue name)
        ? new Lookups.Field(expression(lookup.of()), StringValue.name(name.value()))
        : new Lookups.Lookup(expression(lookup.of()), expression(lookup.key()));
  }

  /** The operand as a path of constant names from the input, null if it is no such path. */
  Lookups.@Nullable InputPath inputPath(Operand operand) {
    if (!(operand instanceof Operand.Lookup(var of, Operand.Constant(StringValue name)))) {
      return null;
    }
    var parent = inputPath(of);
    if (parent == null && !(of instanceof Operand.InputDocument)) {
      return null;
    }
    var id = isClosed ? paths.get(operand) : paths.computeIfAbsent(operand, p -> paths.size());
    return Lookups.InputPath.of(id, parent, StringValue.name(name.value()));
  }

  private Expression object(Operand.NewObject object) {
    var fields = fields(object);
    return fields == null
        ? new Terms.NewObject(expressions(object.keys()), expressions(object.values()))
        : new Terms.NewRecord(
            fields.keySet().toArray(Value[]::new), expressions(List.copyOf(fields.values())));
  }

  /** The fields of an object whose keys are constant and distinct, in order; null of any other. */
  static @Nullable SortedMap<Value, Operand> fields(Operand.NewObject object) {
    var fields = new TreeMap<Value, Operand>();
    for (var i = 0; i < object.keys().size(); i++) {
      if (!(object.keys().get(i) instanceof Operand.Constant(var key))) {
        return null;
      }
      var name = key instanceof StringValue text ? StringValue.name(text.value()) : key;
      fields.put(name, object.values().get(i));
    }
    return fields.size() == object.keys().size() ? fields : null;
  }

  private Expression apply(Operand.Apply apply) {
    var function = (ValueCode) groups[apply.function()];
    var args = expressions(apply.args());
    var call = new Applications.Apply(function, args);
    var name = name(function);
    return replaced.contains(name) ? new Applications.Replaceable(name, args, call) : call;
  }

  /** The dotted name of a function. */
  static String name(GroupCode function) {
    var names = new ArrayList<>(List.of("data"));
    for (var part : function.path) {
      names.add(part instanceof StringValue s ? s.value() : part.toString());
    }
    return String.join(".", names);
  }

  private Expression call(Operand.Call call) {
    var name = call.builtin().name();
    var args = expressions(call.args());
    if (replaced.contains(name)) {
      return new Applications.Replaceable(
          name, args, Calls.of(CallSite.of(call.builtin(), call.location()), args));
    }
    var relation = Operators.Relation.of(name);
    if (relation != null) {
      return new Operators.Comparison(relation, args[0], args[1]);
    }
    var site = CallSite.of(call.builtin(), call.location());
    var arithmetic = Operators.Arithmetic.of(name, site);
    if (arithmetic != null) {
      return new Operators.Calculation(arithmetic, args[0], args[1]);
    }
    return name.equals("count")
        ? new Operators.Count(new Operators.Counting(site), args[0])
        : Calls.of(site, args);
  }

  private Expression gather(Operand.Gather gather) {
    var index = gather.index();
    if (index != null && !isClosed) {
      indexes.put(gather, indexes.size());
      return index(gather, index, nested(index.body(), indexed(gather, index)));
    }
    var add = last(
        new Ending.Add(gather.shape(), gather.key(), gather.item(), gather.location()));
    var block = nested(gather.body(), add);
    return switch (gather.shape()) {
      case ARRAY -> new Comprehensions.OfArray(block);
      case SET -> new Comprehensions.OfSet(block);
      case OBJECT -> new Comprehensions.OfObject(block);
    };
  }

  /** A comprehension that keeps an index, which the steps build. */
  ComprehensionIndex index(Operand.Gather gather, Operand.Index index, Step steps) {
    return new ComprehensionIndex(
        Objects.requireNonNull(indexes.get(gather)), gather.shape(), expressions(index.outer()),
        steps);
  }

  /** The last step of those that build an index. */
  Last indexed(Operand.Gather gather, Operand.Index index) {
    var add = last(
        new Ending.Add(gather.shape(), index.key(), index.item(), gather.location()));
    return new ComprehensionIndex.Add(expressions(index.inner()), add);
  }

  private Last last(Ending ending) {
    return switch (ending) {
      case Ending.Found f -> new Last.Found();
      case Ending.Give(var value, var conflict) ->
        new ValueCode.Yield(expression(value), conflict, false);
      case Ending.Add add -> addition(add);
      case Ending.AddEntry(var path, var value, var isMember) ->
        new ObjectCode.Add(expressions(path), expression(value), isMember);
      case Ending.Told(var operands, var last) -> last;
    };
  }

  private Last addition(Ending.Add add) {
    var value = expression(add.item());
    return switch (add.shape()) {
      case ARRAY -> new Comprehensions.AddItem(value);
      case SET -> new Comprehensions.AddMember(value);
      case OBJECT ->
        new Comprehensions.PutEntry(
            add.key() == null ? value : expression(add.key()), value, add.location());
    };
  }

  /** The steps of a clause's body. */
  ClauseCode.Body body(Work work) {
    nestedHeight = 0;
    var steps = steps(work.body(), last(work.ending()));
    return new ClauseCode.Body(steps, nestedHeight);
  }

  /** The steps of a block that an expression or a test runs. */
  private Step nested(Block block, Last last) {
    var outer = nestedHeight;
    nestedHeight = 0;
    var steps = steps(block, last);
    nestedHeight = Math.max(outer, 2 + steps.height + nestedHeight);
    return steps;
  }

  /** The steps of a block, ending with the given one. */
  private Step steps(Block block, Step last) {
    var next = last;
    var tests = new ArrayDeque<Test>();
    for (var statement : block.statements().reversed()) {
      var test = test(statement);
      if (test != null) {
        tests.addFirst(test);
      } else {
        next = generator(statement, sequence(tests, next));
        tests.clear();
      }
    }
    return sequence(tests, next);
  }

  private static Step sequence(Collection<Test> tests, Step next) {
    return tests.isEmpty() ? next : new Sequence(tests.toArray(Test[]::new), next);
  }

  /** The block as one that is asked only whether it holds. */
  private Step question(Block block) {
    return nested(block, new Last.Found());
  }

  /** The statement as a test, null if it may hold several times. */
  private @Nullable Test test(Statement statement) {
    return switch (statement) {
      case Statement.Holds(var operand) -> holds(operand);
      case Statement.Defined(var operand) -> new Checks.Defined(expression(operand));
      case Statement.Bind(var slot, var operand) -> new Checks.Bind(slot, expression(operand));
      case Statement.Equal(var left, var right) ->
        new Checks.Equal(expression(left), expression(right));
      case Statement.IsArray(var slot, var size) -> new Checks.IsArray(slot, size);
      case Statement.IsObject(var slot, var keys) -> new Checks.IsObject(slot, expressions(keys));
      case Statement.Not(var block) -> new Checks.Not(question(block));
      case Statement.Both(var left, var right) ->
        new Checks.Both(question(left), question(right));
      case Statement.Either(var left, var right) ->
        new Checks.Either(question(left), question(right));
      case Statement.Every(var domain, var key, var value, var block) ->
        new Checks.Every(expression(domain), key, value, question(block));
      case Statement.Print print -> print(print);
      case Statement.Scan s -> null;
      case Statement.Walk w -> null;
      case Statement.Relate r -> null;
      case Statement.With w -> null;
    };
  }

  Test print(Statement.Print print) {
    return new Print(expressions(print.parts()));
  }

  private Test holds(Operand operand) {
    if (operand instanceof Operand.Call call && !replaced.contains(call.builtin().name())) {
      var relation = Operators.Relation.of(call.builtin().name());
      if (relation != null) {
        return new Operators.Compare(
            relation, expression(call.args().get(0)), expression(call.args().get(1)));
      }
    }
    var expression = expression(operand);
    return expression instanceof Applications.Replaceable call
        ? new Checks.CallHolds(call)
        : new Checks.Holds(expression);
  }

  /** A statement that may hold several times, with what follows it. */
  Step generator(Statement statement, Step next) {
    return switch (statement) {
      case Statement.Scan(var source, var key, var value) ->
        new Scan(expression(source), key, value, next);
      case Statement.Walk walk ->
        new Walk(walk.node(), walk.parts().stream().map(this::part).toList(), walk.slot(), groups,
            next);
      case Statement.Relate relate -> relate(relate, next);
      case Statement.With with -> with(with, next);
      default -> throw new IllegalArgumentException("holds at most once: " + statement);
    };
  }

  private Walk.Part part(Statement.Part part) {
    return switch (part) {
      case Statement.Known(var key) -> new Walk.Part(expression(key), Statement.NO_SLOT);
      case Statement.Each(var slot) -> new Walk.Part(null, slot);
    };
  }

  private Step relate(Statement.Relate relate, Step next) {
    if (!(relate.relation().code() instanceof Builtin.CodeRelation code)) {
      throw new IllegalArgumentException(relate.relation().name() + " is no relation");
    }
    return new Relate(
        relate.relation(), code, expressions(relate.args()), relate.slot(), relate.location(),
        next);
  }

  private Step with(Statement.With with, Step next) {
    return new With(changes(with), steps(with.block(), new With.Leave(next)));
  }

  With.Change[] changes(Statement.With with) {
    return with.replacements().stream()
        .map(replacement -> change(replacement, with))
        .toArray(With.Change[]::new);
  }

  private With.Change change(Statement.Replacement replacement, Statement.With with) {
    return switch (replacement) {
      case Statement.InputPart(var path, var value) ->
        new Changes.Input(path, expression(value));
      case Statement.DataPart(var path, var value) ->
        new Changes.Data(path, expression(value), groups);
      case Statement.BadPath(var value) ->
        new Changes.Refused(expression(value), with.location());
      case Statement.ConstantFunction(var name, var value) ->
        new Changes.ToConstant(name, expression(value));
      case Statement.DocumentFunction(var name, var document) ->
        new Changes.ToFunction(name, new Changes.Document(expression(document)));
      case Statement.OtherFunction(var name, Statement.RuleCallee(var function)) ->
        new Changes.ToFunction(name, Changes.function((ValueCode) groups[function]));
      case Statement.OtherFunction(var name, Statement.BuiltinCallee(var builtin)) ->
        new Changes.ToFunction(name, Changes.function(builtin, with.location()));
    };
  }
}
