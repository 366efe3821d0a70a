package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.tuple;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Durations;
import dev.gatehouse.rego.builtin.go.TimeFormat;
import dev.gatehouse.rego.builtin.go.TimeParse;
import dev.gatehouse.rego.builtin.go.Zones;
import dev.gatehouse.rego.types.Type;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The functions on times: nanoseconds since 1970 in UTC, alone or with a time zone. */
final class Times {

  private static final Type TIME = any(NUMBER, tuple(NUMBER, STRING));
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
  private static final String EITHER = "either number (ns) or [number (ns), string (tz)]";
  private static final long LARGEST_STEP = 10_000_000;

  private Times() {}

  static List<Builtin> rows() {
    return List.of(
        row("time.now_ns", "The time of this evaluation.", args().gives(NUMBER), Times::now)
            .flags(Builtin.Flag.NONDETERMINISTIC),
        row(
            "time.parse_ns",
            "The time of a text in a layout, which is Go's reference time written that way.",
            args(STRING, STRING).gives(NUMBER),
            Times::parse),
        row(
            "time.parse_rfc3339_ns",
            "The time of a text in the form of RFC 3339.",
            args(STRING).gives(NUMBER),
            Times::parseRfc3339),
        row(
            "time.parse_duration_ns",
            "The nanoseconds of a duration such as 1h30m or 2w.",
            args(STRING).gives(NUMBER),
            Times::parseDuration),
        row(
            "time.format",
            "The time as text, by RFC 3339 or a layout.",
            args(any(NUMBER, tuple(NUMBER, STRING), tuple(NUMBER, STRING, STRING))).gives(STRING),
            Times::format),
        row("time.date", "The year, month and day.",
            args(TIME).gives(tuple(NUMBER, NUMBER, NUMBER)), Times::date),
        row(
            "time.clock",
            "The hour, minute and second.",
            args(TIME).gives(tuple(NUMBER, NUMBER, NUMBER)),
            Times::clock),
        row("time.weekday", "The name of the day of the week.", args(TIME).gives(STRING),
            Times::weekday),
        row(
            "time.add_date",
            "The time after years, months and days.",
            args(NUMBER, NUMBER, NUMBER, NUMBER).gives(NUMBER),
            Times::addDate),
        row(
            "time.diff",
            "The years, months, days, hours, minutes and seconds between two times.",
            args(TIME, TIME)
                .gives(tuple(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER)),
            Times::difference));
  }

  private static Value now(BuiltinContext context) {
    return IntegerValue.of(context.nowNanos());
  }

  private static Value parse(BuiltinContext context, Value layout, Value text) {
    var form = Operand.string(1, layout);
    var written = Operand.string(2, text);
    context.spend(1 + (long) form.length() * written.length() / BuiltinContext.TEXT_UNIT);
    return nanos(read(() -> TimeParse.parse(form, written)));
  }

  private static Value parseRfc3339(BuiltinContext context, Value text) {
    var written = Operand.string(1, text);
    return nanos(read(() -> TimeParse.parse("RFC3339", written)));
  }

  private static Value parseDuration(BuiltinContext context, Value text) {
    var written = Operand.string(1, text);
    return IntegerValue.of(read(() -> Durations.parse(written)));
  }

  private static <T> T read(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static Value nanos(Instant time) {
    var nanos = BigInteger.valueOf(time.getEpochSecond())
        .multiply(BILLION)
        .add(BigInteger.valueOf(time.getNano()));
    if (nanos.bitLength() >= Long.SIZE) {
      throw BuiltinException.failure("time outside of valid range");
    }
    return IntegerValue.of(nanos.longValue());
  }

  private static Value format(BuiltinContext context, Value value) {
    var layout = value instanceof ArrayValue parts && parts.size() > 2
        ? Operand.string(1, parts.get(2))
        : "";
    var time = time(value);
    return StringValue.of(TimeFormat.format(time, layout.isEmpty() ? "RFC3339Nano" : layout));
  }

  private static Value date(BuiltinContext context, Value value) {
    var time = time(value);
    return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
  }

  private static Value clock(BuiltinContext context, Value value) {
    var time = time(value);
    return numbers(time.getHour(), time.getMinute(), time.getSecond());
  }

  private static Value weekday(BuiltinContext context, Value value) {
    return StringValue.of(
        time(value).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
  }

  private static Value addDate(BuiltinContext context, Value[] operands) {
    var time = time(operands[0]);
    var years = Operand.integer(2, operands[1]);
    var months = Operand.integer(3, operands[2]);
    var days = Operand.integer(4, operands[3]);
    if (Math.max(Math.max(size(years), size(months)), size(days)) > LARGEST_STEP) {
      throw BuiltinException.failure("time outside of valid range");
    }
    // Days beyond the end of a month go on into the next, as Go has it.
    var month = LocalDate.of(time.getYear(), 1, 1).plusYears(years)
        .plusMonths(time.getMonthValue() - 1 + months);
    var date = month.plusDays(time.getDayOfMonth() - 1 + days);
    return nanos(instant(date.atTime(time.toLocalTime()), time.getZone()));
  }

  private static long size(long step) {
    return step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
  }

  /** Where a clock shows a time twice or not at all, Go's choice. */
  private static Instant instant(LocalDateTime local, ZoneId zone) {
    var asUtc = local.toInstant(ZoneOffset.UTC);
    var rules = zone.getRules();
    var offset = rules.getOffset(asUtc).getTotalSeconds();
    if (offset == 0) {
      return asUtc;
    }
    return asUtc.minusSeconds(rules.getOffset(asUtc.minusSeconds(offset)).getTotalSeconds());
  }

  private static Value difference(BuiltinContext context, Value a, Value b) {
    var first = time(a);
    var second = time(b).withZoneSameInstant(first.getZone());
    var start = first.isAfter(second) ? second : first;
    var end = first.isAfter(second) ? first : second;
    var years = end.getYear() - start.getYear();
    var months = end.getMonthValue() - start.getMonthValue();
    var days = end.getDayOfMonth() - start.getDayOfMonth();
    var hours = end.getHour() - start.getHour();
    var minutes = end.getMinute() - start.getMinute();
    var seconds = end.getSecond() - start.getSecond();
    if (seconds < 0) {
      seconds += 60;
      minutes--;
    }
    if (minutes < 0) {
      minutes += 60;
      hours--;
    }
    if (hours < 0) {
      hours += 24;
      days--;
    }
    if (days < 0) {
      days += start.toLocalDate().lengthOfMonth();
      months--;
    }
    if (months < 0) {
      months += 12;
      years--;
    }
    return numbers(years, months, days, hours, minutes, seconds);
  }

  private static Value numbers(int... numbers) {
    var items = new Value[numbers.length];
    for (var i = 0; i < numbers.length; i++) {
      items[i] = IntegerValue.of(numbers[i]);
    }
    return ArrayValue.owning(items);
  }

  /** The time of a number of nanoseconds, or of an array of them and a zone. */
  private static ZonedDateTime time(Value value) {
    return switch (value) {
      case NumberValue nanos -> time(nanos, ZoneOffset.UTC);
      case ArrayValue parts when !parts.isEmpty() -> {
        var nanos = Operand.number(1, parts.get(0));
        var zone = parts.size() > 1 ? zone(Operand.string(1, parts.get(1))) : ZoneOffset.UTC;
        if (parts.size() > 2) {
          Operand.string(1, parts.get(2));
        }
        yield time(nanos, zone);
      }
      default -> Operand.wrong(1, value, EITHER);
    };
  }

  private static ZonedDateTime time(NumberValue number, ZoneId zone) {
    var nanos = number.isIntegral() ? number.toBigDecimal().toBigInteger() : null;
    if (nanos == null || nanos.bitLength() >= Long.SIZE) {
      throw BuiltinException.failure("timestamp too big");
    }
    var value = nanos.longValue();
    var second = Math.floorDiv(value, 1_000_000_000L);
    return Instant.ofEpochSecond(second, Math.floorMod(value, 1_000_000_000L)).atZone(zone);
  }

  private static ZoneId zone(String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.equals("Local")) {
      return ZoneId.systemDefault();
    }
    if (name.contains("..") || name.startsWith("/") || name.contains("\\")) {
      throw BuiltinException.failure("time: invalid location name");
    }
    var zone = Zones.find(name);
    if (zone == null) {
      throw BuiltinException.failure("unknown time zone " + name);
    }
    return zone;
  }
}
