package dev.gatehouse.trust.text;

import com.google.re2j.Pattern;

/** Patterns of names as people write them. */
public final class Glob {

  private Glob() {}

  /**
   * The same as a regular expression over the whole text: {@code *} stands for anything but a slash,
   * {@code **} for anything, every other character for itself.
   */
  public static Pattern compile(String glob) {
    var regex = new StringBuilder();
    for (var i = 0; i < glob.length(); i++) {
      if (glob.charAt(i) != '*') {
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else {
        regex.append("[^/]*");
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
