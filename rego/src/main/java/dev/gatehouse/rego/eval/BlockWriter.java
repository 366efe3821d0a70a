package dev.gatehouse.rego.eval;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.plan.Block;
import dev.gatehouse.rego.plan.Operand;
import dev.gatehouse.rego.plan.Statement;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.BitSet;
import java.util.List;

/** Writes one method: a block, or what follows a statement of it, as loops and jumps. */
final class BlockWriter {

  private static final Ending FOUND = new Ending.Found();

  private final ClassMaker maker;
  private final Layout layout;
  private final Code code;
  private final OperandWriter operands;
  private final int firstSlot;

  /**
   * Where a clause's slots are: in variables of its only method, or in the frame.
   *
   * @param slots how many there are
   * @param isSplit whether the clause may become several methods, which share the frame
   * @param inFrame slots that are in the frame in any case
   */
  record Layout(int slots, boolean isSplit, BitSet inFrame) {

    /** More variables than these would make the thread's stack frames large. */
    private static final int MOST_VARIABLES = 48;

    private boolean isInFrame(int slot) {
      return isSplit || slot >= MOST_VARIABLES || inFrame.get(slot);
    }

    private int variables() {
      return isSplit ? 0 : Math.min(slots, MOST_VARIABLES);
    }
  }

  /** Where to go on: with the next way in which the block may hold, or with no more of them. */
  record Flow(Label fail, Label stop) {

    Flow failingTo(Label other) {
      return new Flow(other, stop);
    }
  }

  BlockWriter(ClassMaker maker, Layout layout, CodeBuilder builder) {
    this.maker = maker;
    this.layout = layout;
    this.code = new Code(builder, maker.owner(), maker.constants());
    this.operands = new OperandWriter(maker, this, code);
    this.firstSlot = code.taken();
  }

  /** Writes the whole method; its first slots are filled in the frame. */
  void write(Next next, int parameters) {
    for (var slot = 0; slot < layout.variables(); slot++) {
      if (slot < parameters) {
        code.loadSlot(slot);
      } else {
        code.nothing();
      }
      code.storeVariable(code.reserve());
    }
    var flow = new Flow(code.label(), code.label());
    follow(next, flow);
    code.bind(flow.fail);
    code.answer(false);
    code.bind(flow.stop);
    code.answer(true);
  }

  Code.Place slot(int slot) {
    if (layout.isInFrame(slot)) {
      code.loadSlot(slot);
      return code.keep();
    }
    return new Code.Variable(firstSlot + slot);
  }

  private void fill(int slot, Code.Place value) {
    if (layout.isInFrame(slot)) {
      code.storeSlot(slot, value);
    } else {
      code.load(value);
      code.storeVariable(firstSlot + slot);
    }
  }

  /** Writes statement after statement; the code never falls through. */
  private void follow(Next start, Flow flow) {
    var here = start;
    while (here instanceof Next.Then(var statement, var rest)) {
      if (layout.isSplit && code.size() > ClassMaker.FULL_METHOD) {
        code.unit(maker.unit(here));
        end(flow);
        return;
      }
      var taken = code.taken();
      var isWritten = isGenerator(statement, rest, flow);
      code.release(taken);
      if (isWritten) {
        return;
      }
      here = rest;
    }
    switch (here) {
      case Next.Leave(var rest) -> leave(rest, flow);
      case Next.Finish(var ending, var sink) -> finish(ending, sink, flow);
      case Next.Then t -> throw new IllegalStateException("all statements are written");
    }
  }

  /** Writes a statement; true if what follows it is written too because it may hold several times. */
  private boolean isGenerator(Statement statement, Next rest, Flow flow) {
    switch (statement) {
      case Statement.Scan scan -> scan(scan, rest, flow);
      case Statement.Walk walk -> step(maker.walk(walk, rest), flow);
      case Statement.Relate relate -> step(maker.relate(relate, rest), flow);
      case Statement.With with -> with(with, rest, flow);
      default -> {
        test(statement, flow.fail);
        return false;
      }
    }
    return true;
  }

  private void test(Statement statement, Label fail) {
    switch (statement) {
      case Statement.Holds(var operand) -> holds(operand, fail);
      case Statement.Defined(var operand) -> defined(operand);
      case Statement.Bind(var slot, var operand) -> fill(slot, operands.place(operand, fail));
      case Statement.Equal(var left, var right) -> equal(left, right, fail);
      case Statement.IsArray(var slot, var size) -> {
        code.load(slot(slot));
        code.number(size);
        check(Routine.IS_ARRAY, fail);
      }
      case Statement.IsObject(var slot, var keys) -> isObject(slot, keys, fail);
      case Statement.Not(var block) -> {
        var holds = code.label();
        follow(Next.of(block, FOUND), new Flow(holds, fail));
        code.bind(holds);
      }
      case Statement.Both(var left, var right) -> {
        question(left, fail);
        question(right, fail);
      }
      case Statement.Either(var left, var right) -> {
        var other = code.label();
        var holds = code.label();
        follow(Next.of(left, FOUND), new Flow(other, holds));
        code.bind(other);
        follow(Next.of(right, FOUND), new Flow(fail, holds));
        code.bind(holds);
      }
      case Statement.Every every -> every(every, fail);
      case Statement.Print print -> {
        code.constant(maker.assembler().print(print), Test.class);
        code.frame();
        check(Routine.TEST, fail);
      }
      default -> throw new IllegalArgumentException("may hold several times: " + statement);
    }
  }

  private void check(Routine routine, Label fail) {
    code.invoke(routine);
    code.unless(fail);
  }

  /** Writes a block that must hold once. */
  private void question(Block block, Label fail) {
    var holds = code.label();
    follow(Next.of(block, FOUND), new Flow(fail, holds));
    code.bind(holds);
  }

  private void holds(Operand operand, Label fail) {
    if (operands.callHolds(operand, fail)) {
      return;
    }
    if (operand instanceof Operand.Call call) {
      var relation = Operators.Relation.of(call.builtin().name());
      if (relation != null) {
        operands.relate(relation, operands.places(call.args(), fail));
        code.unless(fail);
        return;
      }
    }
    code.load(operands.place(operand, fail));
    code.load(code.place(BooleanValue.FALSE));
    code.whenSame(fail);
  }

  private void defined(Operand operand) {
    var done = code.label();
    operands.place(operand, done);
    code.bind(done);
  }

  private void equal(Operand left, Operand right, Label fail) {
    var a = operands.place(left, fail);
    var b = operands.place(right, fail);
    var isConstantLast = right instanceof Operand.Constant;
    code.load(isConstantLast ? b : a);
    code.load(isConstantLast ? a : b);
    check(Routine.EQUAL, fail);
  }

  private void isObject(int slot, List<Operand> keys, Label fail) {
    var object = slot(slot);
    code.load(object);
    code.number(keys.size());
    check(Routine.IS_OBJECT, fail);
    for (var key : keys) {
      var at = operands.place(key, fail);
      code.load(object);
      code.load(at);
      check(Routine.HAS_KEY, fail);
    }
  }

  private void every(Statement.Every every, Label fail) {
    var domain = operands.place(every.domain(), fail);
    code.load(domain);
    check(Routine.IS_DOMAIN, fail);
    var holds = code.label();
    loop(domain, every.keySlot(), every.valueSlot(), holds,
        next -> follow(Next.of(every.block(), FOUND), new Flow(fail, next)));
    code.bind(holds);
  }

  private void scan(Statement.Scan scan, Next rest, Flow flow) {
    var source = operands.place(scan.source(), flow.fail);
    loop(source, scan.keySlot(), scan.valueSlot(), flow.fail,
        next -> follow(rest, flow.failingTo(next)));
  }

  /** What is done for each entry of a collection; it goes on at the label. */
  @FunctionalInterface
  private interface Each {
    void write(Label next);
  }

  private void loop(Code.Place source, int keySlot, int valueSlot, Label end, Each each) {
    var size = code.reserve();
    var position = code.reserve();
    code.load(source);
    code.invoke(Routine.SIZE);
    code.keepNumber(size);
    code.number(0);
    code.keepNumber(position);
    var top = code.label();
    var next = code.label();
    code.bind(top);
    code.loadNumber(position);
    code.loadNumber(size);
    code.whenAtLeast(end);
    code.frame();
    code.invoke(Routine.TICK);
    if (keySlot >= 0) {
      entry(source, position, Routine.KEY_AT, keySlot);
    }
    entry(source, position, Routine.VALUE_AT, valueSlot);
    each.write(next);
    code.bind(next);
    code.increment(position);
    code.jump(top);
  }

  private void entry(Code.Place source, int position, Routine part, int slot) {
    var taken = code.taken();
    code.load(source);
    code.loadNumber(position);
    code.invoke(part);
    fill(slot, code.keep());
    code.release(taken);
  }

  private void step(Constants.Field step, Flow flow) {
    code.constant(step);
    code.frame();
    code.invoke(Routine.RUN);
    end(flow);
  }

  /** Goes on as the answer on the stack says. */
  private void end(Flow flow) {
    code.when(flow.stop);
    code.jump(flow.fail);
  }

  private void with(Statement.With with, Next rest, Flow flow) {
    code.context();
    code.get(Context.class, "scope", Scope.class);
    var outer = code.keep();
    code.constant(maker.assembler().changes(with), With.Change[].class);
    code.frame();
    check(Routine.ENTER, flow.fail);
    var out = code.label();
    follow(Next.of(with.block(), new Next.Leave(rest)), flow.failingTo(out));
    code.bind(out);
    resume(outer, flow);
  }

  private void leave(Next rest, Flow flow) {
    code.frame();
    code.invoke(Routine.LEAVE);
    var inner = code.keep();
    var back = code.label();
    follow(rest, flow.failingTo(back));
    code.bind(back);
    resume(inner, flow);
  }

  private void resume(Code.Place scope, Flow flow) {
    code.frame();
    code.load(scope);
    code.invoke(Routine.RESUME);
    code.jump(flow.fail);
  }

  private void finish(Ending ending, int sink, Flow flow) {
    switch (ending) {
      case Ending.Found f -> code.jump(flow.stop);
      case Ending.Give(var value, var conflict) -> {
        var given = operands.place(value, flow.fail);
        code.frame();
        code.load(given);
        code.constant(conflict, String.class);
        code.invoke(Routine.GIVE);
        code.jump(value instanceof Operand.Constant ? flow.stop : flow.fail);
      }
      case Ending.Add add -> {
        add(add, sink, flow.fail);
        code.jump(flow.fail);
      }
      case Ending.AddEntry(var path, var value, var isMember) -> {
        var keys = operands.places(path, flow.fail);
        var leaf = operands.place(value, flow.fail);
        code.frame();
        code.array(keys);
        code.load(leaf);
        code.number(isMember ? 1 : 0);
        code.invoke(Routine.ADD_ENTRY);
        code.jump(flow.fail);
      }
      case Ending.Told(var parts, var last) -> {
        code.constant(last, Step.class);
        code.frame();
        code.invoke(Routine.RUN);
        end(flow);
      }
    }
  }

  private void add(Ending.Add add, int sink, Label fail) {
    var key = add.key() == null ? null : operands.place(add.key(), fail);
    var item = operands.place(add.item(), fail);
    if (sink == Next.NO_VARIABLE) {
      code.frame();
    }
    loadSink(sink);
    if (add.shape() == Operand.Shape.OBJECT) {
      code.load(key == null ? item : key);
    }
    code.load(item);
    code.frame();
    switch (add.shape()) {
      case ARRAY -> code.invoke(Routine.ADD_ITEM);
      case SET -> code.invoke(Routine.ADD_MEMBER);
      case OBJECT -> {
        code.constant(add.location(), Location.class);
        code.invoke(Routine.PUT_ENTRY);
      }
    }
    if (sink == Next.NO_VARIABLE) {
      code.put(Frame.class, "sink", Object.class);
    } else {
      code.storeVariable(sink);
    }
  }

  private void loadSink(int sink) {
    if (sink == Next.NO_VARIABLE) {
      code.frame();
      code.get(Frame.class, "sink", Object.class);
    } else {
      code.loadVariable(sink);
    }
  }

  /** Writes a comprehension; what it builds is in a variable, or in the frame for other methods. */
  Code.Place gather(Operand.Gather gather) {
    var sink = layout.isSplit ? Next.NO_VARIABLE : code.reserve();
    var outer = layout.isSplit ? outerSink() : null;
    if (!layout.isSplit) {
      code.nothing();
      code.storeVariable(sink);
    }
    var add = new Ending.Add(gather.shape(), gather.key(), gather.item(), gather.location());
    var done = code.label();
    follow(Next.of(gather.body(), new Next.Finish(add, sink)), new Flow(done, done));
    code.bind(done);
    loadSink(sink);
    code.invoke(switch (gather.shape()) {
      case ARRAY -> Routine.BUILT_ARRAY;
      case SET -> Routine.BUILT_SET;
      case OBJECT -> Routine.BUILT_OBJECT;
    });
    var built = code.keep();
    if (outer != null) {
      code.frame();
      code.load(outer);
      code.put(Frame.class, "sink", Object.class);
    }
    return built;
  }

  /** Takes what is being built out of the frame. */
  private Code.Place outerSink() {
    code.frame();
    code.get(Frame.class, "sink", Object.class);
    var outer = code.keep();
    code.frame();
    code.nothing();
    code.put(Frame.class, "sink", Object.class);
    return outer;
  }
}
