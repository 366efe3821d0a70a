package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Makes a good entry of a signature log wrong in the ways that are wanted. */
final class LogFaults {

  private LogFaults() {}

  /** When the entry is to be logged. */
  static Instant time(Instant time, Faults faults) {
    if (faults.has(Fault.INTEGRATED_TIME_IN_FUTURE)) {
      return time.plus(Duration.ofDays(3650));
    }
    return faults.has(Fault.INTEGRATED_TIME_LATE)
        ? time.plus(CertificateAuthority.LEAF_LIFE).plus(Duration.ofHours(1))
        : time;
  }

  /** The entry with its faults. */
  static LogEntry apply(LogEntry entry, SignatureLog log, Faults faults) {
    var faulty = entry;
    if (faults.has(Fault.SET_MISSING)) {
      faulty = faulty.withPromise(new byte[0]);
    }
    if (faults.has(Fault.SET_FORGED)) {
      faulty = faulty.withPromise(log.forgedPromise(faulty));
    }
    if (faults.has(Fault.INTEGRATED_TIME_CHANGED)) {
      faulty = faulty.withIntegratedTime(faulty.integratedTime() + 60);
    }
    if (faults.has(Fault.ENTRY_CHANGED)) {
      faulty = faulty.withBody(changed(faulty.body()));
    }
    return faults.has(Fault.PROOF_MISSING)
        ? faulty.withProof(Optional.empty())
        : faulty.withProof(faulty.proof().map(proof -> proof(proof, log, faults)));
  }

  private static LogEntry.Proof proof(LogEntry.Proof proof, SignatureLog log, Faults faults) {
    var index = faults.has(Fault.PROOF_WRONG_INDEX) ? proof.index() - 1 : proof.index();
    var hashes = new ArrayList<>(proof.hashes());
    if (faults.has(Fault.PROOF_CORRUPT)) {
      hashes.set(0, Keys.sha256(hashes.getFirst()));
    }
    return new LogEntry.Proof(index, proof.root(), proof.size(), hashes,
        checkpoint(proof, log, faults));
  }

  private static String checkpoint(LogEntry.Proof proof, SignatureLog log, Faults faults) {
    if (faults.has(Fault.CHECKPOINT_MISSING)) {
      return "";
    }
    if (faults.has(Fault.CHECKPOINT_FORGED)) {
      return log.forgedCheckpoint(proof.size(), proof.root());
    }
    if (faults.has(Fault.CHECKPOINT_OTHER_HINT)) {
      return log.misnamedCheckpoint(proof.size(), proof.root());
    }
    if (faults.has(Fault.CHECKPOINT_OTHER_ROOT)) {
      return log.checkpoint(proof.size(), Keys.sha256(proof.root()));
    }
    if (faults.has(Fault.PROOF_STALE)) {
      log.add("{\"newer\":true}".getBytes(UTF_8), new LogEntry.Kind("newer", "0"), Instant.EPOCH);
      return log.checkpoint(log.size(), log.root());
    }
    return proof.checkpoint();
  }

  /** Changes the first character of the first signature in the text: still a text of its kind. */
  private static byte[] changed(byte[] body) {
    var text = new String(body, UTF_8);
    var names = new String[]{"\"signature\":\"", "\"content\":\"", "\"sig\":\""};
    for (var name : names) {
      var at = text.indexOf(name) + name.length();
      if (at >= name.length()) {
        var other = text.charAt(at) == 'M' ? 'N' : 'M';
        return (text.substring(0, at) + other + text.substring(at + 1)).getBytes(UTF_8);
      }
    }
    throw new IllegalArgumentException("a logged text without a signature: " + text);
  }
}
