package dev.gatehouse.json;

import java.util.Comparator;

/**
 * The order in which go-yaml writes keys: numbers within them by size, letters last.
 *
 * @param third whether of version 3, where after a digit letters come first
 */
record YamlKeyOrder(boolean third) implements Comparator<String> {

  @Override
  public int compare(String left, String right) {
    var a = left.codePoints().toArray();
    var b = right.codePoints().toArray();
    var digits = false;
    for (var i = 0; i < a.length && i < b.length; i++) {
      if (a[i] == b[i]) {
        digits = Character.isDigit(a[i]);
        continue;
      }
      var aLetter = Character.isLetter(a[i]);
      var bLetter = Character.isLetter(b[i]);
      if (aLetter && bLetter) {
        return Integer.compare(a[i], b[i]);
      }
      if (aLetter || bLetter) {
        var lettersFirst = third && digits;
        return aLetter == lettersFirst ? -1 : 1;
      }
      return compareDigits(a, b, i);
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareDigits(int[] a, int[] b, int start) {
    var aNumber = 0L;
    var bNumber = 0L;
    if (a[start] == '0' || b[start] == '0') {
      for (var j = start - 1; j >= 0 && Character.isDigit(a[j]); j--) {
        if (a[j] != '0') {
          aNumber = 1;
          bNumber = 1;
          break;
        }
      }
    }
    var aEnd = start;
    for (; aEnd < a.length && Character.isDigit(a[aEnd]); aEnd++) {
      aNumber = aNumber * 10 + a[aEnd] - '0';
    }
    var bEnd = start;
    for (; bEnd < b.length && Character.isDigit(b[bEnd]); bEnd++) {
      bNumber = bNumber * 10 + b[bEnd] - '0';
    }
    if (aNumber != bNumber) {
      return Long.compare(aNumber, bNumber);
    }
    return aEnd != bEnd ? Integer.compare(aEnd, bEnd) : Integer.compare(a[start], b[start]);
  }
}
