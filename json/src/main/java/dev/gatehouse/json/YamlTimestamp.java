package dev.gatehouse.json;

import java.time.DateTimeException;
import java.time.LocalDate;

/** The timestamps that go-yaml v2 recognises, which stay strings but may need quotes. */
final class YamlTimestamp {

  private final String in;
  private int at;

  private YamlTimestamp(String in) {
    this.in = in;
  }

  static boolean matches(String text) {
    return text.length() >= 8 && text.charAt(4) == '-' && new YamlTimestamp(text).matches();
  }

  private boolean matches() {
    var year = digits(4, 4);
    var month = take('-') ? digits(1, 2) : -1;
    var day = take('-') ? digits(1, 2) : -1;
    if (year < 0 || !isDate(year, month, day)) {
      return false;
    }
    if (at == in.length()) {
      return true;
    }
    var zoned = !take(' ');
    if (zoned && !take('T') && !take('t')) {
      return false;
    }
    return isTime() && (!zoned || isZone()) && at == in.length();
  }

  private static boolean isDate(int year, int month, int day) {
    try {
      LocalDate.of(year, month, day);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private boolean isTime() {
    var hour = digits(1, 2);
    var minute = take(':') ? digits(1, 2) : -1;
    var second = take(':') ? digits(1, 2) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    return (!take('.') && !take(',')) || digits(1, Integer.MAX_VALUE) >= 0;
  }

  private boolean isZone() {
    if (take('Z')) {
      return true;
    }
    if (!take('+') && !take('-')) {
      return false;
    }
    var hours = digits(2, 2);
    var minutes = take(':') ? digits(2, 2) : -1;
    return hours >= 0 && hours <= 24 && minutes >= 0 && minutes <= 60;
  }

  private boolean take(char c) {
    if (at < in.length() && in.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** A number of so many digits, or -1. */
  private int digits(int fewest, int most) {
    var start = at;
    var value = 0;
    while (at < in.length()
        && at - start < most
        && in.charAt(at) >= '0'
        && in.charAt(at) <= '9') {
      value = Math.min(value * 10 + in.charAt(at++) - '0', 1 << 20);
    }
    return at - start < fewest ? -1 : value;
  }
}
