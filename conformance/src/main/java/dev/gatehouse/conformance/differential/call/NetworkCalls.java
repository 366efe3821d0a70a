package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls on networks. */
final class NetworkCalls {

  static final Map<String, Recipe> RECIPES = Map.of(
      "net.cidr_contains", Recipe.texts(dice -> List.of(network(dice), place(dice))),
      "net.cidr_overlap", Recipe.texts(dice -> List.of(network(dice), place(dice))),
      "net.cidr_intersects", Recipe.texts(dice -> List.of(network(dice), network(dice))),
      "net.cidr_is_valid", Recipe.text(NetworkCalls::place),
      "net.cidr_expand", Recipe.text(NetworkCalls::narrow),
      "net.cidr_merge", arguments(dice -> List.of(TextCalls.collection(dice,
          Rego.several(dice, 6, () -> dice.percent(50)
              ? Rego.text("10.0." + dice.below(4) + "." + 64 * dice.below(4) + "/" + dice.of("26",
                  "25", "24", "23"))
              : Rego.text(unmapped(network(dice))))))),
      "net.cidr_contains_matches", arguments(dice -> List.of(many(dice), many(dice))));

  private NetworkCalls() {}

  private static String address(Dice dice) {
    if (dice.percent(60)) {
      return dice.of("10", "10", "192", "172", "0", "255", "127") + "."
          + dice.of("0", "1", "168", "16")
          + "." + dice.of("0", "0", "1", "255") + "." + dice.of("0", "1", "64", "128", "255", "01");
    }
    return dice.of("::", "::1", "2001:db8::", "2001:db8::1", "fe80::1", "::ffff:10.0.0.1",
        "1:2:3:4:5:6:7:8", "2001:DB8:0:0:8:800:200C:417A", "::10.0.0.1", "fe80::1%eth0", "ff02::1",
        "64:ff9b::1.2.3.4", "1::2::3");
  }

  private static String network(Dice dice) {
    var address = address(dice);
    var most = address.indexOf(':') < 0 ? 32 : 128;
    var text = address + "/"
        + (dice.percent(92) ? dice.between(most / 4, most) : dice.of(0, most + 1, 200));
    return Recipes.maybeMutated(dice, 7, text);
  }

  /** The peer panics where it merges networks of version 6 that hold those of version 4. */
  private static String unmapped(String network) {
    return network.startsWith("::ffff:") ? "2001:db8::/64" : network;
  }

  private static String place(Dice dice) {
    return dice.percent(50) ? network(dice) : Recipes.maybeMutated(dice, 7, address(dice));
  }

  /** A network that is quickly expanded. */
  private static String narrow(Dice dice) {
    var address = address(dice);
    var most = address.indexOf(':') < 0 ? 32 : 128;
    return address + "/" + (dice.percent(95) ? dice.between(most - 6, most) : most + 1);
  }

  private static String many(Dice dice) {
    if (dice.percent(20)) {
      return Rego.text(place(dice));
    }
    var items = new ArrayList<String>();
    for (var i = dice.below(4); i > 0; i--) {
      items.add(dice.percent(70)
          ? Rego.text(place(dice))
          : Rego.array(List.of(Rego.text(place(dice)), dice.of("1", "\"x\"", "true"))));
    }
    if (dice.percent(30)) {
      return Rego.object(items.stream().flatMap(item -> List.of("k" + dice.below(9), item).stream())
          .toList());
    }
    return TextCalls.collection(dice, items);
  }
}
