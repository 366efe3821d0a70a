package dev.gatehouse.rego.builtin.graphql;

import java.util.HashSet;

/** The rules for variables. */
final class VariableRules {

  private VariableRules() {}

  /** Variables that are used are declared. */
  static final class Defined implements Rule {

    @Override
    public void value(QueryWalk walk, Literal value) {
      var operation = walk.current();
      if (operation != null && value.is(LiteralKind.VARIABLE) && walk.variable(value) == null) {
        walk.fault(
            value.place(),
            "Variable \"" + value + "\" is not defined"
                + (operation.name().isEmpty()
                    ? "."
                    : " by operation \"" + operation.name() + "\"."));
      }
    }
  }

  /** Variables that are declared are used. */
  static final class Used implements Rule {

    @Override
    public void operation(QueryWalk walk, Operation operation) {
      for (var variable : operation.variables()) {
        if (!walk.isUsed(variable)) {
          walk.fault(
              variable.place(),
              "Variable \"$" + variable.name() + "\" is never used"
                  + (operation.name().isEmpty()
                      ? "."
                      : " in operation \"" + operation.name() + "\"."));
        }
      }
    }
  }

  /** Variables have different names. */
  static final class Unique implements Rule {

    @Override
    public void operation(QueryWalk walk, Operation operation) {
      var seen = new HashSet<String>();
      var reported = new HashSet<String>();
      for (var variable : operation.variables()) {
        if (!seen.add(variable.name()) && reported.add(variable.name())) {
          walk.fault(
              variable.place(),
              "There can be only one variable named \"$" + variable.name() + "\".");
        }
      }
    }
  }

  /** Variables have types that can be given. */
  static final class InputTypes implements Rule {

    @Override
    public void operation(QueryWalk walk, Operation operation) {
      for (var variable : operation.variables()) {
        var type = walk.schema().type(variable.type().baseName());
        if (type != null && !type.isInput()) {
          walk.fault(
              variable.place(),
              "Variable \"$" + variable.name() + "\" cannot be non-input type \""
                  + variable.type() + "\".");
        }
      }
    }
  }

  /** A variable's type fits where it is used. */
  static final class AllowedPosition implements Rule {

    @Override
    public void value(QueryWalk walk, Literal value) {
      var expected = walk.expected(value);
      if (expected == null) {
        return;
      }
      if (value.is(LiteralKind.VARIABLE)) {
        position(walk, value, expected);
      } else if (value.is(LiteralKind.OBJECT)
          && expected.definition() != null
          && expected.definition().hasDirective("oneOf")) {
        oneOf(walk, value, expected.definition());
      }
    }

    private static void position(
        QueryWalk walk, Literal value, QueryWalk.Expected expected) {
      var variable = walk.variable(value);
      if (variable == null || walk.current() == null) {
        return;
      }
      var needed = variable.hasDefault() || expected.hasDefault()
          ? expected.type().nullable()
          : expected.type();
      if (!variable.type().isCompatible(needed)) {
        walk.fault(
            value.place(),
            "Variable \"" + value + "\" of type \"" + variable.type()
                + "\" used in position expecting type \"" + expected.type() + "\".");
      }
    }

    private static void oneOf(QueryWalk walk, Literal value, Definition type) {
      for (var member : value.members()) {
        var variable = walk.variable(member.value());
        if (variable != null && !variable.type().nonNull()) {
          walk.fault(
              variable.place(),
              "Variable \"" + member.value() + "\" is of type \"" + variable.type()
                  + "\" but must be non-nullable to be used for OneOf Input Object \""
                  + type.name() + "\".");
        }
      }
    }
  }
}
