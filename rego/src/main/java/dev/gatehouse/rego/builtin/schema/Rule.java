package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.Value;

/** What one keyword of a schema asks of a value. */
@FunctionalInterface
interface Rule {

  void check(Value value, Place place, Outcome outcome);

  /** The values a rule looks at, in the order in which rules are checked. */
  enum Group {
    ANY, NUMBER, ARRAY, OBJECT, LITERAL, STRING
  }

  /** The keywords in the order in which a group checks them. */
  enum Keyword {
    ANY_OF(Group.ANY), ONE_OF(Group.ANY), ALL_OF(Group.ANY), NOT(Group.ANY), DEPENDENCIES(
        Group.ANY), IF(Group.ANY), MULTIPLE_OF(Group.NUMBER), MAXIMUM(
            Group.NUMBER), EXCLUSIVE_MAXIMUM(Group.NUMBER), MINIMUM(
                Group.NUMBER), EXCLUSIVE_MINIMUM(Group.NUMBER), ITEMS(Group.ARRAY), MIN_ITEMS(
                    Group.ARRAY), MAX_ITEMS(Group.ARRAY), UNIQUE_ITEMS(Group.ARRAY), CONTAINS(
                        Group.ARRAY), MIN_PROPERTIES(Group.OBJECT), MAX_PROPERTIES(
                            Group.OBJECT), REQUIRED(Group.OBJECT), ADDITIONAL_PROPERTIES(
                                Group.OBJECT), PROPERTY_NAMES(Group.OBJECT), CONST(
                                    Group.LITERAL), ENUM(Group.LITERAL), FORMAT(
                                        Group.LITERAL), MIN_LENGTH(Group.STRING), MAX_LENGTH(
                                            Group.STRING), PATTERN(Group.STRING);

    private final Group group;

    Keyword(Group group) {
      this.group = group;
    }

    Group group() {
      return group;
    }
  }
}
