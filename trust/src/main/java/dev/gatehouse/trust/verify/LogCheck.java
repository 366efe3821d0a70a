package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.root.TransparencyLog;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Verifies that logs have an entry about this very signature. An entry counts if a trusted log
 * promised or proved it, and it names the signature, the key and what was signed.
 */
final class LogCheck {

  private static final String STEP = "transparency log";

  private final TrustRoot root;
  private final Demands demands;
  private final Findings findings;

  LogCheck(TrustRoot root, Demands demands, Findings findings) {
    this.root = root;
    this.demands = demands;
    this.findings = findings;
  }

  void check(Signed signed, EntryBinding binding) throws VerificationException {
    var logs = new HashSet<String>();
    for (var entry : signed.entries()) {
      try {
        var record = verify(entry, signed.form(), binding);
        findings.passed(STEP, "entry " + record.index() + " of " + record.log() + " ("
            + record.kind() + (record.proven() ? ", proven)" : ", promised)"));
        findings.add(record);
        logs.add(record.logId());
      } catch (VerificationException e) {
        findings.notCounted(e);
      }
    }
    if (logs.size() >= demands.logEntries()) {
      if (demands.logEntries() == 0) {
        findings.skipped(STEP, "no entry is demanded");
      }
      return;
    }
    var doubt = findings.doubt(STEP);
    if (doubt.isPresent()) {
      throw doubt.get();
    }
    throw new VerificationException(Reason.NO_LOG_ENTRY, STEP, "entries of " + logs.size()
        + " logs are there, " + demands.logEntries() + " are demanded");
  }

  private LogRecord verify(LogEntry entry, Signed.Form form, EntryBinding binding)
      throws VerificationException {
    checkForm(entry, form);
    try {
      binding.check(entry);
      var log = log(entry);
      var promised = promise(entry, log);
      var proven = entry.proof().isPresent();
      if (proven) {
        prove(entry, entry.proof().get(), log);
      }
      promised.ifPresent(findings::add);
      var index = entry.promise().isPresent() || !proven
          ? entry.index()
          : entry.proof().get().index();
      return new LogRecord(log.toString(), HexFormat.of().formatHex(log.id()), index,
          entry.kind() + " " + entry.version(), proven);
    } catch (MalformedException e) {
      throw new VerificationException(Reason.BAD_LOG_ENTRY, STEP, e);
    }
  }

  private void checkForm(LogEntry entry, Signed.Form form) throws VerificationException {
    var needsProof = form == Signed.Form.PROVEN || entry.isSecondVersion()
        || demands.inclusionProof();
    if (needsProof && entry.proof().isEmpty()) {
      throw bad("the log entry has no inclusion proof");
    }
    if (form != Signed.Form.PROVEN && !entry.isSecondVersion() && entry.promise().isEmpty()) {
      throw bad("the log entry has no inclusion promise");
    }
    if (entry.isSecondVersion() && (entry.promise().isPresent() || entry.integratedTime() != 0)) {
      throw bad("the log entry is of the second version, which has neither promise nor time");
    }
  }

  private static VerificationException bad(String message) {
    return new VerificationException(Reason.BAD_LOG_ENTRY, STEP, message);
  }

  private TransparencyLog log(LogEntry entry) throws VerificationException {
    return root.logs().stream().filter(log -> log.hasId(entry.logId())).findFirst()
        .orElseThrow(() -> bad("the log entry comes from the log "
            + HexFormat.of().formatHex(entry.logId()) + ", which is not trusted"));
  }

  /** The time that the log promised, if it did (RFC 8785 of body, integratedTime, logID, logIndex). */
  private static Optional<VerifiedTime> promise(LogEntry entry, TransparencyLog log)
      throws VerificationException {
    if (entry.promise().isEmpty()) {
      return Optional.empty();
    }
    var text = "{\"body\":\"" + Base64.getEncoder().encodeToString(entry.body())
        + "\",\"integratedTime\":" + entry.integratedTime() + ",\"logID\":\""
        + HexFormat.of().formatHex(entry.logId()) + "\",\"logIndex\":" + entry.index() + "}";
    var message = Message.of(text.getBytes(StandardCharsets.UTF_8));
    if (!log.key().verifies(log.scheme(), message, entry.promise().get())) {
      throw bad("the log " + log + " did not sign the entry's promise");
    }
    var time = Instant.ofEpochSecond(entry.integratedTime());
    if (!log.validity().contains(time)) {
      throw new VerificationException(Reason.OUTSIDE_VALIDITY, STEP, "the log " + log
          + " promised the entry at " + time + ", when its key was not to be used ("
          + log.validity() + ")");
    }
    return Optional.of(new VerifiedTime(time, VerifiedTime.Source.LOG, log.toString()));
  }

  private static void prove(LogEntry entry, LogEntry.Proof proof, TransparencyLog log)
      throws VerificationException, MalformedException {
    var checkpoint = Checkpoint.parse(proof.checkpoint());
    if (!checkpoint.isSignedBy(log, entry.isSecondVersion())) {
      throw bad("the log " + log + " did not sign the checkpoint");
    }
    if (checkpoint.size() != proof.treeSize()) {
      throw bad("the proof is for a tree of " + proof.treeSize() + " entries, the checkpoint of "
          + checkpoint.size());
    }
    var found = MerkleProof.root(entry.body(), proof.index(), proof.treeSize(), proof.hashes());
    if (!Arrays.equals(found, checkpoint.rootHash())
        || !Arrays.equals(proof.rootHash(), checkpoint.rootHash())) {
      throw bad("the proof does not lead to the checkpoint's root");
    }
    if (entry.isSecondVersion() && entry.index() != proof.index()) {
      throw bad("the entry's index is not that of its proof");
    }
  }
}
