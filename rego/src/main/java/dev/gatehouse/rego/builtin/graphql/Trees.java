package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees as policies give them and see them, and as they are read from text. */
public final class Trees {

  /** Each node with its members. Selections of a tree are fields, whatever they were in text. */
  private static final Map<String, Map<String, String>> NODES = table("""
      Query: Operations [Operation], Fragments [Fragment], Comment Comments
      Operation: Operation text, Name text, VariableDefinitions [Variable], Directives [Directive],\
       SelectionSet [Field]
      Variable: Variable text, Type Type, DefaultValue Value, Directives [Directive],\
       Comment Comments, Definition Definition, Used flag
      Type: NamedType text, Elem Type, NonNull flag
      Value: Raw text, Children [Child], Kind number, Comment Comments, Definition Definition,\
       VariableDefinition Variable, ExpectedType Type, ExpectedTypeHasDefault flag
      Child: Name text, Value Value, Comment Comments
      Argument: Name text, Value Value, Comment Comments
      Directive: Name text, Arguments [Argument], ParentDefinition Definition,\
       Definition DirectiveDefinition, Location text
      Field: Alias text, Name text, Arguments [Argument], Directives [Directive],\
       SelectionSet [Field], Definition FieldDefinition, ObjectDefinition Definition
      Fragment: Name text, VariableDefinition [Variable], TypeCondition text,\
       Directives [Directive], SelectionSet [Field], Definition Definition
      Schema: Schema [Entry], SchemaExtension [Entry], Directives [DirectiveDefinition],\
       Definitions [Definition], Extensions [Definition], Comment Comments
      Entry: Description text, Directives [Directive], OperationTypes [OperationType],\
       BeforeDescriptionComment Comments, AfterDescriptionComment Comments,\
       EndOfDefinitionComment Comments
      OperationType: Operation text, Type text, Comment Comments
      Definition: Kind text, Description text, Name text, Directives [Directive],\
       Interfaces [text], Fields [FieldDefinition], Types [text], EnumValues [EnumValue],\
       BuiltIn flag, BeforeDescriptionComment Comments, AfterDescriptionComment Comments,\
       EndOfDefinitionComment Comments
      FieldDefinition: Description text, Name text, Arguments [ArgumentDefinition],\
       DefaultValue Value, Type Type, Directives [Directive],\
       BeforeDescriptionComment Comments, AfterDescriptionComment Comments
      ArgumentDefinition: Description text, Name text, DefaultValue Value, Type Type,\
       Directives [Directive], BeforeDescriptionComment Comments,\
       AfterDescriptionComment Comments
      EnumValue: Description text, Name text, Directives [Directive],\
       BeforeDescriptionComment Comments, AfterDescriptionComment Comments
      DirectiveDefinition: Description text, Name text, Arguments [ArgumentDefinition],\
       Locations [text], IsRepeatable flag, BeforeDescriptionComment Comments,\
       AfterDescriptionComment Comments
      Comments: List [Comment]
      Comment: Value text
      """);

  private static final Value PLACE_KEY = StringValue.of(Tree.PLACE);
  private static final Value MEMBER_PLACES_KEY = StringValue.of(Tree.MEMBER_PLACES);

  private static final int DEEPEST = 1000;

  private Trees() {}

  private static Map<String, Map<String, String>> table(String text) {
    var nodes = new LinkedHashMap<String, Map<String, String>>();
    for (var line : text.lines().toList()) {
      var colon = line.indexOf(": ");
      var members = new LinkedHashMap<String, String>();
      for (var member : line.substring(colon + 2).split(", *", -1)) {
        var space = member.indexOf(' ');
        members.put(member.substring(0, space), member.substring(space + 1));
      }
      nodes.put(line.substring(0, colon), members);
    }
    return nodes;
  }

  /** A query's tree. @throws IllegalArgumentException if a member has the wrong type */
  public static ObjectValue query(ObjectValue tree) {
    return node("Query", tree, 0);
  }

  /** A schema's tree. @throws IllegalArgumentException if a member has the wrong type */
  public static ObjectValue schema(ObjectValue tree) {
    return node("Schema", tree, 0);
  }

  private static ObjectValue node(String name, ObjectValue given, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nesting is deeper than " + DEEPEST);
    }
    var node = ObjectValue.builder();
    for (var member : NODES.getOrDefault(name, Map.of()).entrySet()) {
      var value = given.get(member.getKey());
      var place = new Spot(name, member.getKey(), depth + 1);
      node.putIfPresent(member.getKey(), member(place, member.getValue(), value));
    }
    return node.build();
  }

  private static @Nullable Value member(Spot spot, String shape, @Nullable Value given) {
    var value = given instanceof NullValue ? null : given;
    if (shape.startsWith("[")) {
      return value == null ? null : items(spot, shape.substring(1, shape.length() - 1), value);
    }
    if (value == null) {
      return switch (shape) {
        case "text" -> StringValue.of("");
        case "flag" -> BooleanValue.FALSE;
        case "number" -> IntegerValue.of(0);
        default -> null;
      };
    }
    return switch (shape) {
      case "text" -> spot.expect(StringValue.class, value);
      case "flag" -> spot.expect(BooleanValue.class, value);
      case "number" -> spot.expect(IntegerValue.class, value);
      default -> node(shape, spot.expect(ObjectValue.class, value), spot.depth());
    };
  }

  private static Value items(Spot spot, String shape, Value given) {
    var items = new ArrayValue.Builder();
    for (var item : spot.expect(ArrayValue.class, given).items()) {
      items.add(
          shape.equals("text")
              ? spot.expect(StringValue.class, item)
              : node(shape, spot.expect(ObjectValue.class, item), spot.depth()));
    }
    return items.build();
  }

  /** A member of a node, and how deep what it holds is. */
  private record Spot(String node, String member, int depth) {

    <T extends Value> T expect(Class<T> type, Value given) {
      if (!type.isInstance(given)) {
        throw new IllegalArgumentException(
            "json: cannot unmarshal " + given.typeName() + " into field " + node + "." + member);
      }
      return type.cast(given);
    }
  }

  /** A tree as policies see it: without places, nulls and what is empty. */
  public static Value shown(Value value) {
    return switch (value) {
      case ObjectValue node -> {
        var shown = ObjectValue.builder();
        for (var i = 0; i < node.size(); i++) {
          var key = node.keyAt(i);
          if (!key.equals(PLACE_KEY) && !key.equals(MEMBER_PLACES_KEY)) {
            var member = shown(node.valueAt(i));
            if (!isEmpty(member)) {
              shown.put(key, member);
            }
          }
        }
        yield shown.build();
      }
      case ArrayValue items -> {
        var shown = new ArrayValue.Builder();
        for (var item : items) {
          var member = shown(item);
          if (!isEmpty(member)) {
            shown.add(member);
          }
        }
        yield shown.build();
      }
      default -> value;
    };
  }

  private static boolean isEmpty(Value value) {
    return switch (value) {
      case ObjectValue object -> object.isEmpty();
      case ArrayValue array -> array.isEmpty();
      case NullValue none -> true;
      default -> false;
    };
  }
}
