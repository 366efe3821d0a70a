package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;

/** The claims that Fulcio writes into a certificate, by object identifier. */
final class FulcioExtensions {

  private static final String ROOT = "1.3.6.1.4.1.57264.1.";
  /** The first numbers hold bare text, without an ASN.1 type around it. */
  private static final int LAST_BARE = 6;

  static final ASN1ObjectIdentifier USERNAME = new ASN1ObjectIdentifier(ROOT + 7);
  static final String SHA = "a".repeat(40);
  static final String WORKFLOW_SHA = "b".repeat(40);

  private final Map<Integer, String> values = new LinkedHashMap<>();

  private FulcioExtensions() {}

  /** The extensions and their values in the encoding of each. */
  static Map<ASN1ObjectIdentifier, byte[]> of(Identity identity, Faults faults) {
    var extensions = new FulcioExtensions();
    var issuer = identity.issuer();
    extensions.values.put(1,
        faults.has(Fault.CERTIFICATE_ISSUERS_DISAGREE) ? issuer + ".other" : issuer);
    if (identity instanceof Identity.Workflow workflow) {
      extensions.addGitHub(workflow);
    }
    extensions.values.put(8, issuer);
    extensions.values.put(24, identity.subject());
    return extensions.encoded();
  }

  private void addGitHub(Identity.Workflow workflow) {
    values.put(2, workflow.trigger());
    values.put(3, SHA);
    values.put(4, workflow.workflow());
    values.put(5, workflow.repository());
    values.put(6, workflow.ref());
    values.put(9, workflow.name());
    values.put(10, WORKFLOW_SHA);
    values.put(11, "github-hosted");
    values.put(12, workflow.repositoryUrl());
    values.put(13, SHA);
    values.put(14, workflow.ref());
    values.put(15, "4242");
    values.put(16, workflow.ownerUrl());
    values.put(17, "42");
    values.put(18, workflow.name());
    values.put(19, WORKFLOW_SHA);
    values.put(20, workflow.trigger());
    values.put(21, workflow.repositoryUrl() + "/actions/runs/1001/attempts/1");
    values.put(22, "public");
  }

  private Map<ASN1ObjectIdentifier, byte[]> encoded() {
    var encoded = new LinkedHashMap<ASN1ObjectIdentifier, byte[]>();
    values.forEach((number, value) -> encoded.put(new ASN1ObjectIdentifier(ROOT + number),
        number <= LAST_BARE ? value.getBytes(UTF_8) : Der.of(new DERUTF8String(value))));
    return encoded;
  }
}
