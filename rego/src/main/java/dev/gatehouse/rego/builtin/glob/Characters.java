package dev.gatehouse.rego.builtin.glob;

import java.util.List;

/**
 * Characters in an order, which matters where one of them is looked for: the first of the list that is
 * there counts, not the one that comes first in the text.
 *
 * @param text them all
 * @param bytes each of them
 */
record Characters(String text, List<String> bytes) {

  static Characters of(String text) {
    return new Characters(text,
        text.codePoints().mapToObj(Character::toString).map(Bytes::of).toList());
  }

  boolean contains(int character) {
    return text.indexOf(character) >= 0;
  }

  /** Where one is, -1 if none is. */
  int indexIn(String searched) {
    for (var each : bytes) {
      var found = searched.indexOf(each);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** Where one is for the last time, -1 if none is; of those beyond ASCII, the first time. */
  int lastIndexIn(String searched) {
    for (var each : bytes) {
      var found = each.length() == 1 ? searched.lastIndexOf(each) : searched.indexOf(each);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }
}
