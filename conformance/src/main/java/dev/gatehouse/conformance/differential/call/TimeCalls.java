package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;
import static dev.gatehouse.conformance.differential.call.Recipe.texts;

import dev.gatehouse.conformance.differential.program.Dice;
import java.util.List;
import java.util.Map;

/** Calls on times and durations. */
final class TimeCalls {

  /** Elements of layouts, each with texts that match it and one that does not. */
  private static final List<List<String>> ELEMENTS = List.of(
      List.of("2006", "2024", "1999", "24"), List.of("06", "24", "69", "2024"),
      List.of("01", "02", "12", "13"), List.of("1", "2", "12", "0"),
      List.of("Jan", "Feb", "dec", "Foo"), List.of("January", "February", "MAY", "Ma"),
      List.of("02", "29", "01", "32"), List.of("2", "9", "30", "x"),
      List.of("_2", " 9", "29", "9x"), List.of("002", "060", "366", "400"),
      List.of("__2", " 60", "  1", "0"), List.of("15", "23", "00", "24"),
      List.of("03", "11", "12", "13"), List.of("3", "1", "12", "25"),
      List.of("04", "30", "59", "60"), List.of("4", "5", "59", "61"),
      List.of("05", "45", "00", "60"), List.of("5", "6", "45", "99"),
      List.of(".000", ".123", ".999", ".12"), List.of(",999", ",5", "", "x"),
      List.of(".000000000", ".123456789", ".000000001", "."), List.of("PM", "AM", "PM", "pm"),
      List.of("pm", "am", "pm", "PM"), List.of("MST", "UTC", "CEST", "zz"),
      List.of("Z07:00", "Z", "+02:00", "+2"), List.of("-0700", "-0500", "+0000", "0500"),
      List.of("-07:00", "+05:30", "-12:00", "Z"), List.of("Z0700", "Z", "+0130", "x"),
      List.of("-07", "-05", "+00", "5"), List.of("-07:00:00", "+01:02:03", "-00:00:01", "+1:2:3"),
      List.of("Mon", "Thu", "sun", "Xyz"), List.of("Monday", "Thursday", "sunday", "Mo"));
  private static final List<String> NAMED = List.of("RFC3339", "RFC3339Nano", "ANSIC", "UnixDate",
      "RubyDate", "RFC822", "RFC822Z", "RFC850", "RFC1123", "RFC1123Z", "Kitchen", "DateTime");
  private static final List<List<String>> SAMPLES = List.of(
      List.of("RFC3339", "2024-02-29T12:30:45Z", "2024-02-29T12:30:45.5+02:00"),
      List.of("RFC3339Nano", "2024-02-29T12:30:45.123456789Z", "2024-02-29T12:30:45-07:00"),
      List.of("ANSIC", "Thu Feb 29 12:30:45 2024", "Fri Feb  9 02:03:04 2024"),
      List.of("UnixDate", "Thu Feb 29 12:30:45 UTC 2024", "Thu Feb  1 12:30:45 CEST 2024"),
      List.of("RubyDate", "Thu Feb 29 12:30:45 -0700 2024", "Thu Feb 01 12:30:45 +0000 2024"),
      List.of("RFC822", "29 Feb 24 12:30 EST", "01 Jan 70 00:00 GMT"),
      List.of("RFC822Z", "29 Feb 24 12:30 -0500", "01 Jan 69 00:00 +0130"),
      List.of("RFC850", "Thursday, 29-Feb-24 12:30:45 GMT", "Monday, 01-Jan-68 00:00:00 PST"),
      List.of("RFC1123", "Thu, 29 Feb 2024 12:30:45 MST", "Mon, 01 Jan 2024 00:00:00 GMT+3"),
      List.of("RFC1123Z", "Thu, 29 Feb 2024 12:30:45 -0700", "Mon, 01 Jan 2024 00:00:00 +0000"));
  private static final List<String> ZONES = List.of("UTC", "", "Local", "America/New_York",
      "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Asia/Tokyo",
      "Etc/GMT+3", "America/Sao_Paulo", "Pacific/Apia", "Antarctica/Troll",
      "Nowhere/City", "../x", "+01:00", "gmt", "Asia/Tehran");

  static final Map<String, Recipe> RECIPES = Map.ofEntries(
      Map.entry("time.add_date", arguments(dice -> List.of(nanos(dice),
          amount(dice, 120), amount(dice, 40), amount(dice, 800)))),
      Map.entry("time.clock", arguments(dice -> List.of(moment(dice)))),
      Map.entry("time.date", arguments(dice -> List.of(moment(dice)))),
      Map.entry("time.weekday", arguments(dice -> List.of(moment(dice)))),
      Map.entry("time.diff", arguments(dice -> List.of(moment(dice), moment(dice)))),
      Map.entry("time.format", arguments(dice -> List.of(dice.percent(25)
          ? moment(dice)
          : Rego.array(List.of(nanos(dice), Rego.text(dice.pick(ZONES)),
              Rego.text(dice.percent(30) ? dice.pick(NAMED) : layout(dice).get(0))))))),
      Map.entry("time.parse_ns", texts(dice -> dice.percent(30) ? sample(dice) : layout(dice))),
      Map.entry("time.parse_rfc3339_ns", Recipe.text(
          dice -> Recipes.maybeMutated(dice, 25, rfc3339(dice)))),
      Map.entry("time.parse_duration_ns", Recipe.text(TimeCalls::duration)));

  private TimeCalls() {}

  static String nanos(Dice dice) {
    return switch (dice.below(10)) {
      case 0 -> dice.of("0", "1", "-1", "9223372036854775807", "-9223372036854775808",
          "9223372036854775808", "1.5", "1e18", "-62135596800000000000");
      case 1 -> String.valueOf(dice.number());
      default -> String.valueOf(
          dice.between(-1_000_000_000, 1_000_000_000) * 2_000_000_000L + dice.below(1_000_000_000));
    };
  }

  private static String amount(Dice dice, int most) {
    return dice.percent(94)
        ? String.valueOf(dice.between(-most, most))
        : dice.of("1.5", "1.0", "1e1");
  }

  private static String moment(Dice dice) {
    return dice.percent(40)
        ? nanos(dice)
        : Rego.array(List.of(nanos(dice), Rego.text(dice.pick(ZONES))));
  }

  /** A layout and a text for it. */
  private static List<String> layout(Dice dice) {
    var layout = new StringBuilder();
    var text = new StringBuilder();
    for (var i = dice.between(1, 5); i > 0; i--) {
      var element = dice.pick(ELEMENTS);
      layout.append(element.get(0));
      text.append(element.get(dice.percent(98) ? dice.between(1, 2) : 3));
      var separator = dice.of("-", "/", " ", ":", ", ", "T", "", "x", "  ", "é", ".");
      layout.append(separator);
      text.append(dice.percent(99) ? separator : dice.of("", " ", "y"));
    }
    return List.of(layout.toString(), text.toString());
  }

  private static List<String> sample(Dice dice) {
    var sample = dice.pick(SAMPLES);
    return List.of(sample.get(0), Recipes.maybeMutated(dice, 25, sample.get(dice.between(1, 2))));
  }

  static String rfc3339(Dice dice) {
    return "%04d-%02d-%02dT%02d:%02d:%02d%s%s".formatted(
        dice.percent(90) ? dice.between(1680, 2260) : dice.below(9999), dice.between(1, 12),
        dice.between(1, dice.percent(80) ? 28 : 31), dice.below(24), dice.below(60), dice.below(60),
        dice.of("", "", ".5", ".123456789", ".1234567891", ",5"),
        dice.of("Z", "Z", "+02:00", "-11:30", "+23:59", "+00:00", "z"));
  }

  private static String duration(Dice dice) {
    var text = dice.of("", "", "-", "+") + String.join("", Rego.several(dice, 1, 4,
        () -> dice.of("1", "1.5", ".5", "0", "90", "1.", "0.000000001", "123456789")
            + dice.of("h", "m", "s", "ms", "us", "µs", "μs", "ns", "d", "w", "y", "h", "s")));
    return Recipes.maybeMutated(dice, 12, text);
  }
}
