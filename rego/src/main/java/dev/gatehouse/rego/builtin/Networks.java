package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.array;
import static dev.gatehouse.rego.types.Type.object;
import static dev.gatehouse.rego.types.Type.set;
import static dev.gatehouse.rego.types.Type.tuple;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.IpText;
import dev.gatehouse.rego.types.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The functions on IP addresses and networks. */
final class Networks {

  private static final Type.Function PAIR = args(STRING, STRING).gives(BOOLEAN);
  private static final Type CIDR = any(STRING, array(ANY));
  private static final Type CIDRS = any(STRING, array(CIDR), object(STRING, CIDR), set(CIDR));

  private Networks() {}

  static List<Builtin> rows(Builtin lookup) {
    return List.of(
        row(
            "net.cidr_contains",
            "Whether the network contains the other network or the address.",
            PAIR,
            Networks::contains),
        row(
            "net.cidr_overlap",
            "Whether the network contains the other network or the address.",
            PAIR,
            Networks::contains)
            .flags(Builtin.Flag.DEPRECATED),
        row(
            "net.cidr_contains_matches",
            "The positions of the networks and of the networks or addresses they contain.",
            args(CIDRS, CIDRS).gives(set(tuple(ANY, ANY))),
            Networks::containsMatches),
        row(
            "net.cidr_expand",
            "The addresses of the network.",
            args(STRING).gives(set(STRING)),
            Networks::expand),
        row("net.cidr_intersects", "Whether the networks have addresses in common.", PAIR,
            Networks::intersects),
        row(
            "net.cidr_is_valid",
            "Whether it is a network in CIDR notation.",
            args(STRING).gives(BOOLEAN),
            Networks::isValid),
        row(
            "net.cidr_merge",
            "The fewest networks with the addresses of all these.",
            args(any(array(any(STRING)), set(STRING))).gives(set(STRING)),
            NetworkMerge::merge),
        lookup);
  }

  private static Value intersects(BuiltinContext context, Value a, Value b) {
    var first = IpNetwork.parse(Operand.string(1, a));
    var second = IpNetwork.parse(Operand.string(1, b));
    return BooleanValue.of(
        first.contains(second.address()) || second.contains(first.address()));
  }

  private static Value contains(BuiltinContext context, Value network, Value other) {
    return BooleanValue.of(holds(network, other));
  }

  private static boolean holds(Value network, Value other) {
    var outer = IpNetwork.parse(Operand.string(1, network));
    var text = Operand.string(1, other);
    var address = IpNetwork.parseAddress(text);
    if (address != null) {
      return outer.contains(address);
    }
    var inner = IpNetwork.parseOrNull(text);
    if (inner == null) {
      throw BuiltinException.failure(
          "not a valid textual representation of an IP address or CIDR: " + text);
    }
    return outer.contains(inner.address()) && outer.contains(inner.last());
  }

  private static Value containsMatches(BuiltinContext context, Value networks, Value others) {
    var matches = SetValue.builder();
    // An error in the second operand shows only if the first has a network, as in OPA.
    for (var network : places(networks)) {
      var outer = cidr(1, network.element);
      for (var other : places(others)) {
        context.spend(4);
        if (holds(outer, cidr(2, other.element))) {
          context.allocate(3);
          matches.add(ArrayValue.of(network.key, other.key));
        }
      }
    }
    return matches.build();
  }

  private static List<Place> places(Value collection) {
    var places = new ArrayList<Place>();
    switch (collection) {
      case StringValue s -> places.add(new Place(s, s));
      case ArrayValue array -> {
        for (var i = 0; i < array.size(); i++) {
          places.add(new Place(IntegerValue.of(i), array.get(i)));
        }
      }
      case SetValue members ->
        members.forEach(member -> places.add(new Place(member, member)));
      case ObjectValue entries -> {
        for (var i = 0; i < entries.size(); i++) {
          places.add(new Place(entries.keyAt(i), entries.valueAt(i)));
        }
      }
      default -> {
      }
    }
    return places;
  }

  private static Value cidr(int position, Value element) {
    return switch (element) {
      case StringValue s -> s;
      case ArrayValue array when !array.isEmpty() -> array.get(0);
      default ->
        throw BuiltinException.failure(
            "operand " + position + ": element must be string or non-empty array");
    };
  }

  private static Value expand(BuiltinContext context, Value value) {
    var network = IpNetwork.parse(Operand.string(1, value));
    context.allocate(network.hostBits() > 40 ? Long.MAX_VALUE / 2 : 2L << network.hostBits());
    var addresses = SetValue.builder();
    var next = IpNetwork.number(network.address());
    var last = IpNetwork.number(network.last());
    while (next.compareTo(last) <= 0) {
      var address = IpNetwork.address(next, network.address().length);
      addresses.add(StringValue.of(IpText.format(address)));
      next = next.add(BigInteger.ONE);
    }
    return addresses.build();
  }

  private static Value isValid(BuiltinContext context, Value value) {
    return BooleanValue.of(
        value instanceof StringValue s && IpNetwork.parseOrNull(s.value()) != null);
  }

  /** A network or address with the key it has in its collection. */
  private record Place(Value key, Value element) {}
}
