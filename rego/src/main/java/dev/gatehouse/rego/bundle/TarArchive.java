package dev.gatehouse.rego.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Compressed tar files in memory: POSIX ustar with long names of pax and GNU. */
final class TarArchive {

  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 64 << 10;

  private TarArchive() {}

  /**
   * What an archive holds.
   *
   * @param files the regular files by their path, with a slash before it, in the order of the archive
   * @param names how the archive writes the paths that it writes otherwise
   */
  record Content(Map<String, byte[]> files, Map<String, String> names) {

    Content() {
      this(new LinkedHashMap<>(), new HashMap<>());
    }

    private void add(String name, byte[] content) {
      var path = clean(name);
      files.put(path, content);
      if (name.equals("." + path) || name.equals(path.substring(1))) {
        names.put(path, name);
      }
    }

    /** A path as the archive writes it. */
    String name(String path) {
      return names.getOrDefault(path, path);
    }
  }

  /**
   * Unpacks an archive.
   *
   * @throws BundleException if it is damaged or larger than allowed
   */
  static Content read(byte[] archive, BundleOptions.Limits limits)
      throws BundleException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      return entries(in, limits);
    } catch (IOException e) {
      throw new BundleException(
          "bundle read failed: archive read failed: " + reason(e, archive.length == 0));
    }
  }

  /** What went wrong, in Go's words. */
  private static String reason(IOException fault, boolean isEmpty) {
    return switch (fault) {
      case ZipException notCompressed -> "gzip: invalid header";
      case EOFException early -> isEmpty ? "EOF" : "unexpected EOF";
      default -> String.valueOf(fault.getMessage());
    };
  }

  private static Content entries(InputStream in, BundleOptions.Limits limits)
      throws IOException, BundleException {
    var found = new Content();
    var left = limits.bytes();
    var longName = "";
    while (true) {
      var header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || isEmpty(header)) {
        return found;
      }
      checkSum(header);
      var size = octal(header, 124, 12);
      var type = header[156];
      left -= size;
      if (left < 0 || found.files.size() >= limits.files()) {
        throw new BundleException("bundle is larger than allowed");
      }
      var isName = type == 'x' || type == 'L';
      if (isName && size > LONGEST_NAME) {
        throw new IOException("a name is too long");
      }
      var content = content(in, size);
      if (isName) {
        longName = type == 'L' ? text(content, 0, content.length) : paxPath(content, longName);
      } else {
        if (type == '0' || type == 0) {
          found.add(longName.isEmpty() ? name(header) : longName, content);
        }
        longName = type == 'g' ? longName : "";
      }
    }
  }

  private static byte[] content(InputStream in, long size) throws IOException {
    var content = in.readNBytes((int) Math.min(size, Integer.MAX_VALUE - 8));
    if (content.length != size) {
      throw new IOException("unexpected end");
    }
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    return content;
  }

  private static boolean isEmpty(byte[] header) {
    for (var b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static void checkSum(byte[] header) throws IOException {
    if (sum(header) != octal(header, 148, 8)) {
      throw new IOException("wrong checksum of a header");
    }
  }

  /** The sum of a header's bytes, those of the sum itself counted as spaces. */
  private static int sum(byte[] header) {
    var sum = 0;
    for (var i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    return sum;
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    var digits = text(header, from, length).strip();
    try {
      var number = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
      if (number < 0) {
        throw new IOException("a number is negative");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("a number is not octal", e);
    }
  }

  private static String name(byte[] header) {
    var prefix = text(header, 345, 155);
    var name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] bytes, int from, int length) {
    var end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** The value of {@code path} in records of the form {@code LENGTH KEY=VALUE\n}. */
  private static String paxPath(byte[] records, String otherwise) {
    for (var record : new String(records, StandardCharsets.UTF_8).split("\n")) {
      var start = record.indexOf(" path=");
      if (start > 0) {
        return record.substring(start + " path=".length());
      }
    }
    return otherwise;
  }

  /** A path without {@code .} and {@code ..}, so that no name leads out of the bundle. */
  private static String clean(String name) {
    var parts = new java.util.ArrayDeque<String>();
    for (var part : name.split("/")) {
      switch (part) {
        case "", "." -> {
        }
        case ".." -> parts.pollLast();
        default -> parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** An archive of files, without times and owners, so that it depends on nothing else. */
  static byte[] write(Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        var name = file.getKey().getBytes(StandardCharsets.UTF_8);
        if (name.length > 100) {
          out.write(header("././@LongLink".getBytes(StandardCharsets.UTF_8), name.length + 1, 'L'));
          writePadded(out, name, 1);
        }
        out.write(header(name, file.getValue().length, '0'));
        writePadded(out, file.getValue(), 0);
      }
      out.write(new byte[2 * BLOCK]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writePadded(GZIPOutputStream out, byte[] content, int extra)
      throws IOException {
    out.write(content);
    var size = content.length + extra;
    out.write(new byte[extra + (BLOCK - size % BLOCK) % BLOCK]);
  }

  private static byte[] header(byte[] name, int size, char type) {
    var header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, Math.min(name.length, 100));
    put(header, 100, "0000600");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    header[156] = (byte) type;
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 148, "%06o".formatted(sum(header)));
    header[155] = ' ';
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
