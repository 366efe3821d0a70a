package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.plan.Block;
import dev.gatehouse.rego.plan.Operand;
import dev.gatehouse.rego.plan.Statement;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Looks through a clause before it becomes bytecode: how much it will be, and where its slots are used. */
final class Survey {

  /** Bytes of code; of each measure what a statement or operand needs at most, its parts aside. */
  private static final int PER_OPERAND = 24;
  private static final int PER_ITEM = 12;
  private static final int PER_LOOP = 70;

  private final BitSet outside = new BitSet();
  private int size;
  private int largest;
  private boolean hasContinuations;
  private boolean isOutside;

  /** A survey of a clause. */
  static Survey of(Block body, Ending ending) {
    var survey = new Survey();
    survey.block(body);
    survey.ending(ending);
    return survey;
  }

  /** The bytes of code that the clause needs at most. */
  int size() {
    return size;
  }

  /** The bytes that the largest statement needs at most, blocks within it aside. */
  int largest() {
    return largest;
  }

  /** Whether objects outside the class call back into it, which finds its slots in the frame. */
  boolean hasContinuations() {
    return hasContinuations;
  }

  /** The slots that objects outside the class use. */
  BitSet outside() {
    return outside;
  }

  private void block(Block block) {
    block.statements().forEach(this::statement);
  }

  private void statement(Statement statement) {
    var before = size;
    var inner = 0;
    switch (statement) {
      case Statement.Holds(var operand) -> operand(operand);
      case Statement.Defined(var operand) -> operand(operand);
      case Statement.Bind(var slot, var operand) -> {
        slot(slot);
        operand(operand);
      }
      case Statement.Equal(var left, var right) -> operands(List.of(left, right));
      case Statement.IsArray(var slot, var length) -> slot(slot);
      case Statement.IsObject(var slot, var keys) -> {
        slot(slot);
        operands(keys);
      }
      case Statement.Not(var block) -> inner = nested(block);
      case Statement.Both(var left, var right) -> inner = nested(left) + nested(right);
      case Statement.Either(var left, var right) -> inner = nested(left) + nested(right);
      case Statement.Every(var domain, var key, var value, var block) -> {
        loop(domain, key, value);
        inner = nested(block);
      }
      case Statement.Scan(var source, var key, var value) -> loop(source, key, value);
      case Statement.Walk walk -> walk(walk);
      case Statement.Relate relate -> {
        hasContinuations = true;
        outside(relate.args());
        slot(relate.slot());
      }
      case Statement.With(var replacements, var block, var location) -> {
        replacements.forEach(this::replacement);
        inner = nested(block);
      }
      case Statement.Print(var parts, var location) -> outside(parts);
    }
    size += PER_OPERAND;
    largest = Math.max(largest, size - before - inner);
  }

  private int nested(Block block) {
    var before = size;
    block(block);
    size += PER_OPERAND;
    return size - before;
  }

  private void loop(Operand source, int key, int value) {
    operand(source);
    if (key >= 0) {
      slot(key);
    }
    slot(value);
    size += PER_LOOP;
  }

  private void walk(Statement.Walk walk) {
    hasContinuations = true;
    slot(walk.slot());
    for (var part : walk.parts()) {
      switch (part) {
        case Statement.Known(var key) -> outside(List.of(key));
        case Statement.Each(var slot) -> slot(slot);
      }
    }
  }

  private void replacement(Statement.Replacement replacement) {
    switch (replacement) {
      case Statement.InputPart(var path, var value) -> outside(List.of(value));
      case Statement.DataPart(var path, var value) -> outside(List.of(value));
      case Statement.BadPath(var value) -> outside(List.of(value));
      case Statement.ConstantFunction(var name, var value) -> outside(List.of(value));
      case Statement.DocumentFunction(var name, var document) -> outside(List.of(document));
      case Statement.OtherFunction o -> {
      }
    }
  }

  private void ending(Ending ending) {
    switch (ending) {
      case Ending.Found f -> {
      }
      case Ending.Give(var value, var conflict) -> operand(value);
      case Ending.Add add -> add(add);
      case Ending.AddEntry(var path, var value, var isMember) -> {
        operands(path);
        operand(value);
      }
      case Ending.Told(var operands, var last) -> outside(operands);
    }
  }

  private void add(Ending.Add add) {
    if (add.key() != null) {
      operand(add.key());
    }
    operand(add.item());
  }

  private void outside(Collection<Operand> operands) {
    var before = isOutside;
    isOutside = true;
    operands(operands);
    isOutside = before;
  }

  private void operands(Collection<Operand> operands) {
    operands.forEach(this::operand);
    size += operands.size() * PER_ITEM;
  }

  private void operand(Operand operand) {
    size += PER_OPERAND;
    switch (operand) {
      case Operand.Local(var slot) -> slot(slot);
      case Operand.Lookup(var of, var key) -> operands(List.of(of, key));
      case Operand.BaseLookup(var of, var key) -> operands(List.of(of, key));
      case Operand.NewArray(var items) -> operands(items);
      case Operand.NewSet(var members) -> operands(members);
      case Operand.NewObject(var keys, var values) -> {
        operands(keys);
        operands(values);
      }
      case Operand.Member(var group, var key) -> operand(key);
      case Operand.Apply apply -> operands(apply.args());
      case Operand.Call call -> operands(call.args());
      case Operand.Gather gather -> gather(gather);
      case Operand.Constant c -> {
      }
      case Operand.InputDocument i -> {
      }
      case Operand.BaseDocument b -> {
      }
      case Operand.Document d -> {
      }
      case Operand.Extent e -> {
      }
    }
  }

  private void gather(Operand.Gather gather) {
    size += PER_LOOP;
    var index = gather.index();
    if (index == null) {
      block(gather.body());
      add(new Ending.Add(gather.shape(), gather.key(), gather.item(), gather.location()));
      return;
    }
    hasContinuations = true;
    block(index.body());
    add(new Ending.Add(gather.shape(), index.key(), index.item(), gather.location()));
    operands(index.inner());
    outside(index.outer());
  }

  private void slot(int slot) {
    if (isOutside) {
      outside.set(slot);
    }
  }
}
