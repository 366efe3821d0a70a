package dev.gatehouse.rego.eval;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.plan.DataNode;
import dev.gatehouse.rego.plan.Operand;
import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.List;

/** Writes the bytecode of operands, each of which comes to stand in a place or jumps if undefined. */
final class OperandWriter {

  private final ClassMaker maker;
  private final BlockWriter blocks;
  private final Code code;
  private final Assembler assembler;

  OperandWriter(ClassMaker maker, BlockWriter blocks, Code code) {
    this.maker = maker;
    this.blocks = blocks;
    this.code = code;
    this.assembler = maker.assembler();
  }

  Code.Place place(Operand operand, Label undefined) {
    return switch (operand) {
      case Operand.Constant(var value) -> code.place(value);
      case Operand.Local(var slot) -> blocks.slot(slot);
      case Operand.InputDocument i -> {
        scope();
        code.get(Scope.class, "input", Value.class);
        yield code.keepDefined(undefined);
      }
      case Operand.BaseDocument(var path) -> {
        code.context();
        code.constant(path, List.class);
        yield result(Routine.BASE, undefined);
      }
      case Operand.Lookup lookup -> lookup(lookup, undefined);
      case Operand.BaseLookup(var of, var key) ->
        get(place(of, undefined), key, Routine.BASE_GET, undefined);
      case Operand.NewArray(var items) -> built(items, Routine.ARRAY, undefined);
      case Operand.NewSet(var members) -> built(members, Routine.SET, undefined);
      case Operand.NewObject object -> object(object, undefined);
      case Operand.Document(var group) -> document(group, undefined);
      case Operand.Member(var group, var key) -> member(group, key, undefined);
      case Operand.Extent(var node) -> extent(node, undefined);
      case Operand.Apply apply -> apply(apply, undefined);
      case Operand.Call call -> call(call, undefined);
      case Operand.Gather gather -> gather(gather, undefined);
    };
  }

  List<Code.Place> places(List<Operand> operands, Label undefined) {
    var places = new ArrayList<Code.Place>(operands.size());
    for (var operand : operands) {
      places.add(place(operand, undefined));
    }
    return places;
  }

  private void scope() {
    code.context();
    code.get(Context.class, "scope", Scope.class);
  }

  private Code.Place result(Routine routine, Label undefined) {
    code.invoke(routine);
    return code.keepDefined(undefined);
  }

  private Code.Place document(int group, Label undefined) {
    code.constant(assembler.group(group), GroupCode.class);
    code.context();
    return result(Routine.DOCUMENT, undefined);
  }

  private Code.Place member(int group, Operand key, Label undefined) {
    var at = place(key, undefined);
    code.constant(assembler.group(group), GroupCode.class);
    code.context();
    code.load(at);
    return result(Routine.MEMBER, undefined);
  }

  private Code.Place extent(DataNode node, Label undefined) {
    code.constant(node, DataNode.class);
    code.constant(assembler.groups(), GroupCode[].class);
    code.context();
    return result(Routine.EXTENT, undefined);
  }

  private Code.Place lookup(Operand.Lookup lookup, Label undefined) {
    var path = assembler.inputPath(lookup);
    if (path != null) {
      code.constant(path, Lookups.InputPath.class);
      scope();
      return result(Routine.PATH, undefined);
    }
    var of = place(lookup.of(), undefined);
    if (lookup.key() instanceof Operand.Constant(StringValue name)) {
      code.load(of);
      code.constant(StringValue.name(name.value()), StringValue.class);
      return result(Routine.FIELD, undefined);
    }
    return get(of, lookup.key(), Routine.GET, undefined);
  }

  private Code.Place get(Code.Place of, Operand key, Routine routine, Label undefined) {
    var at = place(key, undefined);
    code.load(of);
    code.load(at);
    return result(routine, undefined);
  }

  private Code.Place built(List<Operand> parts, Routine routine, Label undefined) {
    code.array(places(parts, undefined));
    code.frame();
    code.invoke(routine);
    return code.keep();
  }

  private Code.Place object(Operand.NewObject object, Label undefined) {
    var fields = Assembler.fields(object);
    if (fields == null) {
      var entries = new ArrayList<Operand>();
      for (var i = 0; i < object.keys().size(); i++) {
        entries.add(object.keys().get(i));
        entries.add(object.values().get(i));
      }
      return built(entries, Routine.OBJECT, undefined);
    }
    var values = places(List.copyOf(fields.values()), undefined);
    code.constant(fields.keySet().toArray(Value[]::new), Value[].class);
    code.array(values);
    code.frame();
    code.invoke(Routine.RECORD);
    return code.keep();
  }

  /** Tests whether a call holds, of a function that may be replaced; false if it is no such call. */
  boolean callHolds(Operand operand, Label fail) {
    switch (operand) {
      case Operand.Apply apply when assembler.isReplaced(
          Assembler.name(assembler.group(apply.function()))) -> {
        load(apply, fail);
        code.invoke(Routine.APPLY_HOLDS);
      }
      case Operand.Call call when assembler.isReplaced(call.builtin().name()) -> {
        load(call, fail);
        code.invoke(Routine.CALL_HOLDS);
      }
      default -> {
        return false;
      }
    }
    code.unless(fail);
    return true;
  }

  private void load(Operand.Apply apply, Label undefined) {
    var args = places(apply.args(), undefined);
    var function = (ValueCode) assembler.group(apply.function());
    code.frame();
    code.constant(Assembler.name(function), String.class);
    code.constant(function, ValueCode.class);
    code.array(args);
  }

  private void load(Operand.Call call, Label undefined) {
    var args = places(call.args(), undefined);
    code.frame();
    code.constant(CallSite.of(call.builtin(), call.location()), CallSite.class);
    code.array(args);
  }

  private Code.Place apply(Operand.Apply apply, Label undefined) {
    var function = (ValueCode) assembler.group(apply.function());
    if (assembler.isReplaced(Assembler.name(function))) {
      load(apply, undefined);
      return result(Routine.APPLY_REPLACEABLE, undefined);
    }
    var args = places(apply.args(), undefined);
    code.constant(function, ValueCode.class);
    code.context();
    code.array(args);
    return result(Routine.APPLY, undefined);
  }

  private Code.Place call(Operand.Call call, Label undefined) {
    var name = call.builtin().name();
    if (assembler.isReplaced(name)) {
      load(call, undefined);
      return result(Routine.CALL_REPLACEABLE, undefined);
    }
    var args = places(call.args(), undefined);
    var relation = Operators.Relation.of(name);
    if (relation != null) {
      relate(relation, args);
      code.invoke(Routine.TRUTH);
      return code.keep();
    }
    var site = CallSite.of(call.builtin(), call.location());
    var arithmetic = Operators.Arithmetic.of(name, site);
    if (arithmetic != null) {
      code.constant(arithmetic, Operators.Arithmetic.class);
      return called(args, Routine.ARITHMETIC, undefined);
    }
    if (name.equals("count")) {
      code.constant(new Operators.Counting(site), Operators.Counting.class);
      return called(args, Routine.COUNT, undefined);
    }
    return call(site, args, undefined);
  }

  /** Leaves on the stack whether two values are related. */
  void relate(Operators.Relation relation, List<Code.Place> args) {
    code.constant(relation, Operators.Relation.class);
    args.forEach(code::load);
    code.invoke(Routine.RELATE);
  }

  private Code.Place call(CallSite site, List<Code.Place> args, Label undefined) {
    code.constant(site, site.getClass());
    return switch (site) {
      case CallSite.Of0 of -> called(args, Routine.CALL_0, undefined);
      case CallSite.Of1 of -> called(args, Routine.CALL_1, undefined);
      case CallSite.Of2 of -> called(args, Routine.CALL_2, undefined);
      case CallSite.Of3 of -> called(args, Routine.CALL_3, undefined);
      case CallSite.OfN of -> {
        code.context();
        code.array(args);
        yield result(Routine.CALL_N, undefined);
      }
    };
  }

  private Code.Place called(List<Code.Place> args, Routine routine, Label undefined) {
    code.context();
    args.forEach(code::load);
    return result(routine, undefined);
  }

  private Code.Place gather(Operand.Gather gather, Label undefined) {
    var index = gather.index();
    if (index != null && assembler.isIndexed(gather)) {
      code.constant(maker.index(gather, index));
      code.frame();
      return result(Routine.EVAL_INDEX, undefined);
    }
    return blocks.gather(gather);
  }
}
