package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.root.TransparencyLog;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a log says its tree is: a signed note (C2SP signed-note and tlog-checkpoint). Signatures of
 * others stand beside the log's own, in any order.
 *
 * @param text the signed text, its last line ended
 */
record Checkpoint(
    String origin, long size, byte[] rootHash, String text, List<NoteSignature> signatures) {

  private static final int MAX_SIGNATURES = 20;
  private static final int HINT = 4;
  private static final String DASH = "— ";

  /** One line of signature. */
  record NoteSignature(String name, byte[] hint, byte[] signature) {}

  static Checkpoint parse(String note) throws MalformedException {
    var end = note.indexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new MalformedException("the checkpoint has no signatures");
    }
    var text = note.substring(0, end + 1);
    var lines = text.split("\n", -1);
    if (lines.length < 4 || lines[0].isEmpty()) {
      throw new MalformedException("the checkpoint lacks its origin, size or root");
    }
    return new Checkpoint(lines[0], size(lines[1]), Fields.base64("the checkpoint's root",
        lines[2]), text, signatures(note.substring(end + 2)));
  }

  private static long size(String line) throws MalformedException {
    try {
      var size = Long.parseLong(line);
      if (size >= 0 && Long.toString(size).equals(line)) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new MalformedException("the checkpoint's size is not a number", e);
    }
    throw new MalformedException("the checkpoint's size is not a plain number");
  }

  private static List<NoteSignature> signatures(String text) throws MalformedException {
    var signatures = new ArrayList<NoteSignature>();
    for (var line : text.lines().toList()) {
      var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : null;
      if (parts == null || parts.length != 2 || signatures.size() == MAX_SIGNATURES) {
        throw new MalformedException("the checkpoint's signatures are not valid or too many");
      }
      var content = Fields.base64("a checkpoint's signature", parts[1]);
      if (content.length <= HINT) {
        throw new MalformedException("a checkpoint's signature is too short");
      }
      signatures.add(new NoteSignature(parts[0], Arrays.copyOf(content, HINT),
          Arrays.copyOfRange(content, HINT, content.length)));
    }
    return signatures;
  }

  /**
   * Whether the log signed it. The signature's name must be that of the origin, which is signed; logs
   * of the first version add the number of their tree to it.
   *
   * @param named whether the origin must be the log's host, as logs of the second version have it
   */
  boolean isSignedBy(TransparencyLog log, boolean named) {
    if (named && !origin.equals(log.host())) {
      return false;
    }
    var message = Message.of(text.getBytes(StandardCharsets.UTF_8));
    var hint = Arrays.copyOf(log.id(), HINT);
    for (var each : signatures) {
      if (Arrays.equals(each.hint, hint) && isOrigin(each.name, named)
          && log.key().verifies(log.scheme(), message, each.signature)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOrigin(String name, boolean whole) {
    return origin.equals(name) || !whole && origin.startsWith(name + " - ");
  }
}
