package dev.gatehouse.conformance.differential.program;

import java.util.List;

/**
 * Calls and operators by the shape of their result. In a row {@code N S B X} stand for a number,
 * string, boolean or anything in braces, {@code C} for a collection, {@code A} for an array, {@code O}
 * for an object, {@code W} for the wanted shape, {@code AS} for an array of strings and so on,
 * {@code i} for a small number.
 */
final class Calls {

  static final List<String> NUMBER = List.of("count({C})", "count({S})", "sum({AN})", "sum({MN})",
      "max({AN})", "min({MN})", "{N} + {N}", "{N} - {N}", "{N} * {N}", "{N} / {N}", "{i} % 3",
      "abs({N})", "round({N})", "ceil({N})", "floor({N})", "to_number({S})", "indexof({S}, {S})",
      "product({AN})", "({N} + {i}) * {i}", "bits.and({i}, {i})", "strings.count({S}, {S})",
      "count({x | x := {AX}[_]})", "units.parse_bytes(\"1K\")", "0 - ({N})",
      "object.get({O}, {S}, {N})", "-({N})",
      "{N} - {N} * {i}", "count(object.keys({O}))", "count({{MX}, {MX}})",
      "numbers.range({i}, 3)[0]", "count([1 | {AX}[_]])");

  static final List<String> STRING = List.of("concat({S}, {AS})", "concat(\"-\", {MS})",
      "sprintf(\"%v %d\", [{X}, {N}])", "sprintf(\"%s|%v\", [{S}, {X}])", "lower({S})",
      "upper({S})", "trim({S}, {S})", "trim_space({S})", "substring({S}, {i}, {i})",
      "replace({S}, {S}, {S})", "format_int({N}, 10)", "json.marshal({X})", "type_name({X})",
      "trim_prefix({S}, {S})", "base64.encode({S})", "strings.reverse({S})", "split({S}, {S})[0]",
      "max({AS})", "min({MS})", "sprintf(\"%05d\", [{i}])", "trim_left({S}, \"a\")",
      "object.get({O}, {S}, {S})", "hex.encode({S})", "crypto.md5({S})", "urlquery.encode({S})",
      "regex.replace({S}, \"{P}\", {S})", "sprintf(\"%q\", [{S}])", "sprintf(\"%s\", {AX})",
      "sprintf(\"%v\", [{C}])",
      "sprintf(\"%.2f|%x|%5s\", [{N}, {i}, {S}])", "strings.replace_n({{S}: {S}}, {S})",
      "trim_suffix({S}, {S})", "json.marshal({C})", "strings.split_n({S}, {S}, {i})[0]",
      "yaml.marshal({X})",
      "json.marshal({x | x := {AX}[_]})");

  static final List<String> BOOLEAN = List.of("{X} == {X}", "{W} == {W}", "{N} < {N}",
      "{N} >= {N}", "{S} != {S}", "{X} != {X}", "{X} < {X}", "count({C}) >= 0", "count({C}) > 1",
      "startswith({S}, {S})", "endswith({S}, {S})", "contains({S}, {S})", "{N} == {N}",
      "is_number({X})", "is_string({X})", "is_object({X})", "is_array({X})", "is_set({X})",
      "is_null({X})", "regex.match(\"{P}\", {S})", "json.is_valid({S})", "{MS} == {MS}",
      "{N} <= {N}", "glob.match(\"*\", null, {S})", "object.subset({O}, {O})",
      "object.get({O}, {S}, {B})", "is_boolean({B})", "strings.any_prefix_match({S}, {AS})",
      "{X} > {X}", "{C} == {C}", "{C} < {C}",
      "object.subset({C}, {C})", "semver.is_valid({S})");

  static final List<String> ANY = List.of("object.get({C}, {AX}, {X})", "{AX}[{i}]", "{O}[{S}]",
      "json.unmarshal(json.marshal({C}))", "object.get({C}, [{i}, {S}], {X})",
      "yaml.unmarshal({S})",
      "[{X}, {X}][{i}]", "{\"a\": {X}}[{S}]", "object.get({O}, {X}, {X})", "json.unmarshal({S})",
      "object.get({O}, [{S}, {S}], {X})", "max({AX})", "min({MX})");

  static final List<String> ARRAY = List.of("array.concat({W}, {W})", "array.slice({W}, {i}, {i})",
      "array.reverse({W})", "sort({W})");

  static final List<String> NUMBERS = List.of("numbers.range({i}, {i})",
      "numbers.range_step({i}, 9, 3)", "sort({MN})");

  static final List<String> STRINGS = List.of("split({S}, {S})", "sort({MS})",
      "regex.find_n(\"{P}\", {S}, {i})", "regex.split(\"{P}\", {S})", "indexof_n({S}, {S})",
      "sort(object.keys({O}))");

  static final List<String> MEMBERS = List.of("{W} | {W}", "{W} & {W}", "{W} - {W}",
      "union({{W}, {W}})", "intersection({{W}, {W}})", "({W} | {W}) - {W}");

  static final List<String> KEYS = List.of("object.keys({O})", "{k | some k; {O}[k]}",
      "{s | s := {AS}[_]}");

  static final List<String> MAPPING = List.of("object.union({W}, {W})", "object.remove({W}, {AS})",
      "object.filter({W}, {MS})", "json.remove({W}, {AS})", "json.filter({W}, {AS})",
      "object.union_n([{W}, {W}])",
      "json.patch({W}, [{\"op\": \"add\", \"path\": \"/n\", \"value\": {V}}])");

  private Calls() {}

  /** Rows that give the shape; empty if there are none. */
  static List<String> giving(Shape shape) {
    return switch (shape) {
      case Shape.Basic basic ->
        switch (basic) {
          case NUMBER -> NUMBER;
          case STRING -> STRING;
          case BOOLEAN -> BOOLEAN;
          case NULL -> List.of();
        };
      case Shape.Array(var item) when item == Shape.Basic.NUMBER ->
        with(ARRAY, NUMBERS);
      case Shape.Array(var item) when item == Shape.Basic.STRING ->
        with(ARRAY, STRINGS);
      case Shape.Array array -> ARRAY;
      case Shape.Members(var member) when member == Shape.Basic.STRING ->
        with(MEMBERS, KEYS);
      case Shape.Members members -> MEMBERS;
      case Shape.Mapping mapping -> MAPPING;
      case Shape.Fields fields -> List.of();
    };
  }

  private static List<String> with(List<String> some, List<String> others) {
    return java.util.stream.Stream.concat(some.stream(), others.stream()).toList();
  }
}
