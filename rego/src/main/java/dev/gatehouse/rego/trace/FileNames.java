package dev.gatehouse.rego.trace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shortens long names of files by what they have in common. */
final class FileNames {

  /** The longest location that needs no shortening. */
  static final int IDEAL = 64;

  private static final String GAP = "...";

  private FileNames() {}

  /**
   * The names with their common part left out, as far as that is needed.
   *
   * @param longest the length of the longest location
   */
  static Map<String, String> shorten(Collection<String> files, int longest) {
    var common = common(files.stream().map(FileNames::middle).toList());
    var spare = IDEAL - (longest - common.length() + GAP.length());
    if (spare > 0) {
      common = common.substring(0, Math.max(0, common.length() - spare));
    }
    var shortened = new TreeMap<String, String>();
    for (var file : files) {
      var start = common.length() > GAP.length() ? file.indexOf(common) : -1;
      shortened.put(
          file,
          start < 0
              ? file
              : file.substring(0, start) + GAP + file.substring(start + common.length()));
    }
    return shortened;
  }

  /** The folders of a name without the first. */
  private static String middle(String file) {
    var end = file.lastIndexOf('/');
    var folders = end < 0 ? "." : end == 0 ? "/" : file.substring(0, end);
    var relative = folders.startsWith("/") ? folders.substring(1) : folders;
    var first = relative.indexOf('/');
    return first > 0 ? relative.substring(first + 1) : relative;
  }

  private static String common(List<String> texts) {
    var first = texts.getFirst();
    for (var length = first.length(); length > 0; length--) {
      for (var start = 0; start + length <= first.length(); start++) {
        var part = first.substring(start, start + length);
        if (texts.stream().allMatch(text -> text.contains(part))) {
          return part;
        }
      }
    }
    return "";
  }
}
