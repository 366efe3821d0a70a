package dev.gatehouse.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads keys from where cosign's users keep them. */
final class KeyText {

  private static final String VARIABLE = "env://";

  private KeyText() {}

  /** @param place a file, or {@code env://NAME} for a variable of the environment */
  static String read(String place) {
    if (place.startsWith(VARIABLE)) {
      var text = System.getenv(place.substring(VARIABLE.length()));
      if (text == null) {
        throw ImageException.failed("--key " + place + ": there is no such variable");
      }
      return text;
    }
    var scheme = place.indexOf("://");
    if (scheme > 0 || place.startsWith("pkcs11:")) {
      throw ImageException.failed("--key " + place + " is not supported: keys are read from a file"
          + " or from env://NAME, never over a network or from hardware");
    }
    try {
      return Files.readString(Path.of(place));
    } catch (IOException e) {
      throw ImageException.failed("--key cannot be read: " + e);
    }
  }
}
