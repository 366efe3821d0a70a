package dev.gatehouse.trust.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.trust.Material;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fault that a signature can have, one at a time, in every form that can have it. */
class ForgedSignatureTest {

  private static final Signatures SIGNATURES = new Signatures();
  private static final Map<Fault, Reason> REASONS = reasons();
  /** What comes twice counts once: it is refused only where two are demanded. */
  private static final Set<Fault> TWICE = EnumSet.of(Fault.SCT_TWICE, Fault.ENTRY_TWICE,
      Fault.TIMESTAMP_TWICE);

  private static Map<Fault, Reason> reasons() {
    var reasons = new EnumMap<Fault, Reason>(Fault.class);
    put(reasons, Reason.UNTRUSTED_CERTIFICATE, Fault.FOREIGN_CA, Fault.CERTIFICATE_IS_CA,
        Fault.CERTIFICATE_FOR_SERVERS, Fault.CERTIFICATE_UNKNOWN_CRITICAL,
        Fault.CERTIFICATE_ISSUERS_DISAGREE);
    put(reasons, Reason.OUTSIDE_VALIDITY, Fault.CERTIFICATE_EXPIRED, Fault.INTEGRATED_TIME_LATE,
        Fault.INTEGRATED_TIME_IN_FUTURE, Fault.TIMESTAMP_LATE);
    put(reasons, Reason.NO_CERTIFICATE_LOG, Fault.SCT_MISSING, Fault.SCT_FORGED,
        Fault.SCT_FOREIGN_LOG, Fault.SCT_OF_OTHER_CERTIFICATE, Fault.SCT_TWICE);
    put(reasons, Reason.BAD_LOG_ENTRY, Fault.FOREIGN_LOG, Fault.SET_FORGED,
        Fault.INTEGRATED_TIME_CHANGED, Fault.PROOF_MISSING, Fault.PROOF_CORRUPT, Fault.PROOF_STALE,
        Fault.PROOF_WRONG_INDEX, Fault.CHECKPOINT_MISSING, Fault.CHECKPOINT_FORGED,
        Fault.CHECKPOINT_OTHER_ROOT, Fault.CHECKPOINT_OTHER_HINT);
    put(reasons, Reason.NO_LOG_ENTRY, Fault.ENTRY_TWICE);
    put(reasons, Reason.NO_TIMESTAMP, Fault.SET_MISSING, Fault.TIMESTAMP_TWICE);
    put(reasons, Reason.FOREIGN_LOG_ENTRY, Fault.ENTRY_OF_OTHER_SIGNATURE,
        Fault.ENTRY_OF_OTHER_KEY, Fault.ENTRY_OF_OTHER_CONTENT, Fault.ENTRY_CHANGED);
    put(reasons, Reason.BAD_TIMESTAMP, Fault.TIMESTAMP_FOREIGN, Fault.TIMESTAMP_FORGED,
        Fault.TIMESTAMP_OF_OTHER_SIGNATURE, Fault.TIMESTAMP_SIGNER_OTHER_PURPOSE,
        Fault.TIMESTAMP_SIGNER_PURPOSE_NOT_CRITICAL, Fault.TIMESTAMP_SIGNER_EXPIRED);
    put(reasons, Reason.BAD_SIGNATURE, Fault.SIGNATURE_FORGED, Fault.CONTENT_CHANGED);
    put(reasons, Reason.WRONG_DIGEST, Fault.OTHER_IMAGE, Fault.NO_SUBJECT);
    put(reasons, Reason.UNSUPPORTED, Fault.PAYLOAD_TYPE_OTHER, Fault.TWO_SIGNATURES,
        Fault.OTHER_TYPE);
    put(reasons, Reason.MALFORMED, Fault.DUPLICATE_KEY, Fault.NO_JSON);
    return reasons;
  }

  private static void put(Map<Fault, Reason> reasons, Reason reason, Fault... faults) {
    for (var fault : faults) {
      reasons.put(fault, reason);
    }
  }

  @Test
  void everyFaultHasItsReason() {
    assertThat(REASONS.keySet()).containsExactly(Fault.values());
  }

  @TestFactory
  Stream<DynamicTest> refusesEveryFault() {
    var tests = new ArrayList<DynamicTest>();
    REASONS.forEach((fault, reason) -> forms(fault).forEach((name, material) -> tests.add(
        DynamicTest.dynamicTest(fault + " in a " + name,
            () -> SIGNATURES.refused(reasonIn(name, fault), material, wanted(name, fault))))));
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> countsOnceWhatComesTwice() {
    return TWICE.stream().map(fault -> DynamicTest.dynamicTest(fault.toString(),
        () -> assertThat(SIGNATURES.accepted(Signatures.bundle(signing(fault)),
            Signatures.signature())).isNotNull()));
  }

  private static Signing signing(Fault fault) {
    var signing = SIGNATURES.signing().with(fault);
    return fault.name().startsWith("TIMESTAMP") ? signing.logged(LogVersion.V2) : signing;
  }

  private static Map<String, Material> forms(Fault fault) {
    var forms = new LinkedHashMap<String, Material>();
    forms.put("bundle", Signatures.bundle(signing(fault)));
    forms.put("attestation", Signatures.bundle(
        signing(fault).attesting(Signatures.PREDICATE, ObjectValue.EMPTY)));
    if (inSecondLog(fault)) {
      forms.put("bundle of the second log",
          Signatures.bundle(SIGNATURES.signing().with(fault).logged(LogVersion.V2)));
    }
    if (inAnnotations(fault)) {
      forms.put("signature in annotations", Signatures.legacy(annotated(fault)));
    }
    return forms;
  }

  private static Signing annotated(Fault fault) {
    var signing = SIGNATURES.signing().with(fault);
    return fault.name().startsWith("TIMESTAMP") ? signing.unlogged().timestamped() : signing;
  }

  /** The second log has neither promises nor times. */
  private static boolean inSecondLog(Fault fault) {
    return !fault.name().startsWith("SET_") && !fault.name().startsWith("INTEGRATED_")
        && !fault.name().startsWith("TIMESTAMP");
  }

  /** Annotations hold no proof, no envelope and one of each. */
  private static boolean inAnnotations(Fault fault) {
    return !fault.name().startsWith("PROOF") && !fault.name().startsWith("CHECKPOINT")
        && !List.of(Fault.SET_MISSING, Fault.PAYLOAD_TYPE_OTHER, Fault.TWO_SIGNATURES,
            Fault.ENTRY_TWICE, Fault.TIMESTAMP_TWICE, Fault.NO_SUBJECT).contains(fault);
  }

  private static Reason reasonIn(String form, Fault fault) {
    if (form.contains("annotations") && fault == Fault.OTHER_TYPE) {
      return Reason.WRONG_CONTENT;
    }
    return REASONS.getOrDefault(fault, Reason.MALFORMED);
  }

  private static Wanted wanted(String form, Fault fault) {
    var wanted = form.equals("attestation") ? Signatures.attestation() : Signatures.signature();
    var demands = Demands.DEFAULT;
    if (form.contains("annotations") && fault.name().startsWith("TIMESTAMP")) {
      demands = demands.withLogEntries(0);
    }
    return wanted.with(switch (fault) {
      case SCT_TWICE -> demands.withCertificateLogs(2);
      case ENTRY_TWICE -> demands.withLogEntries(2);
      case TIMESTAMP_TWICE -> demands.withTimestamps(2);
      default -> demands;
    });
  }
}
