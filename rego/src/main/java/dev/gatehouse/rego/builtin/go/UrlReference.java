package dev.gatehouse.rego.builtin.go;

import java.util.ArrayDeque;

/** Resolves references to URLs (RFC 3986, 5.2), in their text. */
public final class UrlReference {

  private UrlReference() {}

  /**
   * The address that a reference means in a document.
   *
   * @param base the absolute address of the document
   * @throws IllegalArgumentException if the reference is none
   */
  public static String resolve(String base, String reference) {
    if (!Url.parse(reference).scheme().isEmpty()) {
      return reference;
    }
    var schemeEnd = base.indexOf("://");
    if (reference.startsWith("//")) {
      return base.substring(0, schemeEnd + 1) + reference;
    }
    var pathStart = end(base, schemeEnd + 3, "/?#");
    var authority = base.substring(0, pathStart);
    var basePath = base.substring(pathStart, end(base, pathStart, "?#"));
    var tailStart = end(reference, 0, "?#");
    var path = reference.substring(0, tailStart);
    var tail = reference.substring(tailStart);
    if (path.isEmpty()) {
      var query = base.substring(pathStart + basePath.length(), end(base, pathStart, "#"));
      return authority + basePath + (tail.startsWith("?") ? tail : query + tail);
    }
    var merged = path.startsWith("/")
        ? path
        : basePath.substring(0, basePath.lastIndexOf('/') + 1) + path;
    return authority + withoutDots(merged.startsWith("/") ? merged : "/" + merged) + tail;
  }

  private static int end(String text, int start, String marks) {
    for (var i = start; i < text.length(); i++) {
      if (marks.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static String withoutDots(String path) {
    var parts = new ArrayDeque<String>();
    var segments = path.substring(1).split("/", -1);
    for (var i = 0; i < segments.length; i++) {
      var isLast = i == segments.length - 1;
      switch (segments[i]) {
        case "." -> {
          if (isLast) {
            parts.addLast("");
          }
        }
        case ".." -> {
          parts.pollLast();
          if (isLast) {
            parts.addLast("");
          }
        }
        default -> parts.addLast(segments[i]);
      }
    }
    return "/" + String.join("/", parts);
  }
}
