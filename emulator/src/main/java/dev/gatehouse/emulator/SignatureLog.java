package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A public log of signatures: a Merkle tree whose roots it signs. Safe for several threads. */
final class SignatureLog {

  /** How many entries the older trees of the first kind of log hold: its two indices differ. */
  static final long OLDER_ENTRIES = 1000;
  private static final long TREE = 3904496407287907110L;
  /** Entries that are there from the start, so that no proof is empty. */
  private static final int FIRST_ENTRIES = 5;
  private static final byte ED25519_NOTE = 1;

  private final LogVersion version;
  private final KeyPair key;
  private final KeyPair otherKey;
  private final MerkleTree tree = new MerkleTree();
  private final List<Logged> entries = new ArrayList<>();

  private record Logged(byte[] body, LogEntry.Kind kind, Instant time) {}

  SignatureLog(LogVersion version) {
    this.version = version;
    this.key = newKey(version);
    this.otherKey = newKey(version);
    for (var i = 0; i < FIRST_ENTRIES; i++) {
      var body = ("{\"first\":" + i + "}").getBytes(UTF_8);
      tree.add(body);
      entries.add(new Logged(body, new LogEntry.Kind("first", "0"), Instant.EPOCH));
    }
  }

  private static KeyPair newKey(LogVersion version) {
    return version == LogVersion.V1 ? Keys.p256() : Keys.ed25519();
  }

  LogVersion version() {
    return version;
  }

  PublicKey key() {
    return key.getPublic();
  }

  /** Whose checkpoints these are: the first line of each. */
  String origin() {
    return version == LogVersion.V1 ? version.host() + " - " + TREE : version.host();
  }

  /** The log's identifier: the hash of its key, or of its name and its key. */
  byte[] id() {
    return id(key);
  }

  private byte[] id(KeyPair pair) {
    var encoded = pair.getPublic().getEncoded();
    if (version == LogVersion.V1) {
      return Keys.sha256(encoded);
    }
    var named = new ByteArrayOutputStream();
    named.writeBytes((version.host() + "\n").getBytes(UTF_8));
    named.write(ED25519_NOTE);
    named.write(encoded, encoded.length - 32, 32);
    return Keys.sha256(named.toByteArray());
  }

  /** Logs a text. @return the entry with its promise and its proof up to the present tree */
  synchronized LogEntry add(byte[] body, LogEntry.Kind kind, Instant time) {
    var index = tree.add(body);
    entries.add(new Logged(body, kind, time));
    return entry(index);
  }

  /** The entry at a place over all trees. */
  synchronized Optional<LogEntry> find(long index) {
    var place = index - offset();
    return place < 0 || place >= entries.size()
        ? Optional.empty()
        : Optional.of(entry((int) place));
  }

  /** The entry that logs exactly this text. */
  synchronized Optional<LogEntry> find(byte[] body) {
    for (var i = 0; i < entries.size(); i++) {
      if (Arrays.equals(entries.get(i).body(), body)) {
        return Optional.of(entry(i));
      }
    }
    return Optional.empty();
  }

  /** The entry by its identifier: the leaf's hash in hexadecimal, with or without the tree's. */
  synchronized Optional<LogEntry> findByName(String name) {
    for (var i = 0; i < entries.size(); i++) {
      if (name.endsWith(HexFormat.of().formatHex(MerkleTree.hashLeaf(entries.get(i).body())))) {
        return Optional.of(entry(i));
      }
    }
    return Optional.empty();
  }

  /** The identifier of an entry: the tree's number and the leaf's hash in hexadecimal. */
  static String name(LogEntry entry) {
    return HexFormat.of().toHexDigits(TREE)
        + HexFormat.of().formatHex(MerkleTree.hashLeaf(entry.body()));
  }

  synchronized int size() {
    return tree.size();
  }

  synchronized byte[] root() {
    return tree.root(tree.size());
  }

  static String treeName() {
    return Long.toString(TREE);
  }

  private long offset() {
    return version == LogVersion.V1 ? OLDER_ENTRIES : 0;
  }

  private LogEntry entry(int place) {
    var logged = entries.get(place);
    var size = tree.size();
    var root = tree.root(size);
    var proof = new LogEntry.Proof(place, root, size, tree.proof(place, size),
        checkpoint(size, root));
    var time = version == LogVersion.V1 ? logged.time().getEpochSecond() : 0;
    var entry = new LogEntry(id(), place + offset(), logged.kind(), time, new byte[0],
        Optional.of(proof), logged.body());
    return version == LogVersion.V1 ? entry.withPromise(promise(entry)) : entry;
  }

  /** The log's signature over the entry's time and place. */
  byte[] promise(LogEntry entry) {
    return Keys.signEcdsa(key, Fields.canonical(entry.promised()));
  }

  /** The same by somebody else. */
  byte[] forgedPromise(LogEntry entry) {
    return Keys.signEcdsa(otherKey, Fields.canonical(entry.promised()));
  }

  /** The log's signature over a root: a signed note. */
  String checkpoint(long size, byte[] root) {
    return note(size, root, key, id(key));
  }

  /** The same by somebody else in the log's name. */
  String forgedCheckpoint(long size, byte[] root) {
    return note(size, root, otherKey, id(key));
  }

  /** The log's signature below the hint of another key. */
  String misnamedCheckpoint(long size, byte[] root) {
    return note(size, root, key, id(otherKey));
  }

  private String note(long size, byte[] root, KeyPair signer, byte[] id) {
    var text = origin() + "\n" + size + "\n" + Fields.base64(root) + "\n";
    var algorithm = version == LogVersion.V1 ? "SHA256withECDSA" : "Ed25519";
    var signature = new ByteArrayOutputStream();
    signature.write(id, 0, 4);
    signature.writeBytes(Keys.sign(algorithm, signer.getPrivate(), text.getBytes(UTF_8)));
    return text + "\n— " + version.host() + " " + Fields.base64(signature.toByteArray()) + "\n";
  }
}
