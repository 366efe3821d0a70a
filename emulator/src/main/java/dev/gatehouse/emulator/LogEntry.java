package dev.gatehouse.emulator;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a signature log answers for one entry.
 *
 * @param index its place over all trees of the log
 * @param integratedTime seconds since the epoch; 0 if the log vouches for no time
 * @param promise the signed entry timestamp; empty if there is none
 * @param body the logged text
 */
record LogEntry(byte[] logId, long index, Kind kind, long integratedTime, byte[] promise,
    Optional<Proof> proof, byte[] body) {

  /** What is logged and in which version of its form. */
  record Kind(String name, String version) {}

  /**
   * That the entry is in a tree.
   *
   * @param index its place in this tree
   * @param checkpoint the signed root; empty if there is none
   */
  record Proof(long index, byte[] root, long size, List<byte[]> hashes, String checkpoint) {

    private ObjectValue inBundle() {
      var proof = Fields.of().numberText("logIndex", index).bytes("rootHash", root)
          .numberText("treeSize", size)
          .list("hashes",
              hashes.stream().map(hash -> StringValue.of(Fields.base64(hash))).toList());
      if (!checkpoint.isEmpty()) {
        proof.with("checkpoint", Fields.of().text("envelope", checkpoint).build());
      }
      return proof.build();
    }

    private ObjectValue inAnswer() {
      var hex = HexFormat.of();
      return Fields.of().number("logIndex", index).text("rootHash", hex.formatHex(root))
          .number("treeSize", size)
          .list("hashes", hashes.stream().map(hash -> StringValue.of(hex.formatHex(hash))).toList())
          .text("checkpoint", checkpoint).build();
    }
  }

  LogEntry withBody(byte[] other) {
    return new LogEntry(logId, index, kind, integratedTime, promise, proof, other);
  }

  LogEntry withIntegratedTime(long seconds) {
    return new LogEntry(logId, index, kind, seconds, promise, proof, body);
  }

  LogEntry withPromise(byte[] other) {
    return new LogEntry(logId, index, kind, integratedTime, other, proof, body);
  }

  LogEntry withProof(Optional<Proof> other) {
    return new LogEntry(logId, index, kind, integratedTime, promise, other, body);
  }

  /** The entry as a bundle has it: protobuf's TransparencyLogEntry. */
  ObjectValue inBundle() {
    var entry = Fields.of().numberText("logIndex", index)
        .with("logId", Fields.of().bytes("keyId", logId).build())
        .with("kindVersion",
            Fields.of().text("kind", kind.name()).text("version", kind.version()).build())
        .bytes("canonicalizedBody", body);
    if (integratedTime != 0) {
      entry.numberText("integratedTime", integratedTime);
    }
    if (promise.length > 0) {
      entry.with("inclusionPromise", Fields.of().bytes("signedEntryTimestamp", promise).build());
    }
    proof.ifPresent(value -> entry.with("inclusionProof", value.inBundle()));
    return entry.build();
  }

  /** The entry as an annotation of cosign's older form has it: the promise alone. */
  ObjectValue inAnnotation() {
    return Fields.of().bytes("SignedEntryTimestamp", promise).with("Payload", promised()).build();
  }

  /** The entry as the first kind of log answers. */
  ObjectValue inAnswer() {
    var verification = Fields.of().bytes("signedEntryTimestamp", promise);
    proof.ifPresent(value -> verification.with("inclusionProof", value.inAnswer()));
    return promised().with("verification", verification.build());
  }

  /** What the promise covers. */
  ObjectValue promised() {
    return Fields.of().bytes("body", body).number("integratedTime", integratedTime)
        .number("logIndex", index).text("logID", HexFormat.of().formatHex(logId)).build();
  }
}
