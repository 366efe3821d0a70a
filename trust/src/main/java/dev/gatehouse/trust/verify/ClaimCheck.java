package dev.gatehouse.trust.verify;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.PredicateTypes;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what a signed text claims to be about with what is wanted. It runs before the signature is
 * verified, since it can only refuse.
 */
final class ClaimCheck {

  private static final String STEP = "claims";
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_SUBJECTS = 10_000;
  private static final List<String> STATEMENTS = List.of("https://in-toto.io/Statement/v1",
      "https://in-toto.io/Statement/v0.1");
  private static final String SIMPLE_SIGNING = "cosign container image signature";
  private static final List<String> MANIFEST_DIGEST = List.of("docker-manifest-digest",
      "Docker-manifest-digest");

  private final Digest digest;
  private final Wanted wanted;

  ClaimCheck(Digest digest, Wanted wanted) {
    this.digest = digest;
    this.wanted = wanted;
  }

  /** An artifact's own signature says nothing beside what it is over. */
  Claimed plain() throws VerificationException {
    if (wanted.content() instanceof Content.Attestation attestation) {
      throw wrongContent("found a signature", attestation);
    }
    return check(Claimed.NOTHING);
  }

  /** The text of cosign's older signatures. */
  Claimed simpleSigning(byte[] payload) throws MalformedException, VerificationException {
    if (wanted.content() instanceof Content.Attestation attestation) {
      throw wrongContent("found a signature", attestation);
    }
    var text = Fields.parse("the signed text", payload, MAX_BYTES);
    var critical = text.fields("critical");
    if (!critical.text("type").equals(SIMPLE_SIGNING)) {
      throw new VerificationException(Reason.WRONG_CONTENT, STEP,
          "the signed text is of the type '" + critical.text("type") + "', expected '"
              + SIMPLE_SIGNING + "'");
    }
    var image = critical.fields("image");
    var found = image.text(image.oneOf(MANIFEST_DIGEST.toArray(String[]::new)));
    if (!found.equals(digest.toString())) {
      throw wrongDigest(found);
    }
    var repository = critical.fieldsOrNone("identity").textIfAny("docker-reference");
    return check(new Claimed(Optional.empty(), texts(text.fieldsOrNone("optional").object()),
        repository));
  }

  /** An in-toto statement. */
  Claimed statement(String payloadType, byte[] payload)
      throws MalformedException, VerificationException {
    if (!payloadType.equals(Envelopes.IN_TOTO)) {
      throw new VerificationException(Reason.UNSUPPORTED, STEP,
          "the envelope holds '" + payloadType + "', expected '" + Envelopes.IN_TOTO + "'");
    }
    var statement = Fields.parse("the statement", payload, MAX_BYTES);
    if (!STATEMENTS.contains(statement.text("_type"))) {
      throw new VerificationException(Reason.UNSUPPORTED, STEP,
          "the statement is of the unknown type " + statement.text("_type"));
    }
    var type = statement.text("predicateType");
    checkType(type);
    var subject = subject(statement.objects("subject", MAX_SUBJECTS));
    return check(new Claimed(Optional.of(new Statement(type, statement.object())),
        texts(subject.fieldsOrNone("annotations").object()), Optional.empty()));
  }

  private void checkType(String type) throws VerificationException {
    switch (wanted.content()) {
      case Content.Signature _ when !type.equals(PredicateTypes.SIGNATURE) ->
        throw new VerificationException(Reason.WRONG_CONTENT, STEP,
            "found an attestation of the type " + type + ", expected a signature");
      case Content.Attestation attestation when !type.equals(attestation.predicateType()) ->
        throw wrongContent(type.equals(PredicateTypes.SIGNATURE)
            ? "found a signature"
            : "found an attestation of the type " + type, attestation);
      case Content.Signature _,Content.Attestation _,Content.SignatureOrStatement _ -> {
      }
    }
  }

  private static VerificationException wrongContent(String found, Content.Attestation expected) {
    return new VerificationException(Reason.WRONG_CONTENT, STEP,
        found + ", expected an attestation of the type " + expected.predicateType());
  }

  private Fields subject(List<Fields> subjects) throws MalformedException, VerificationException {
    var found = "nothing";
    for (var subject : subjects) {
      var digests = subject.fields("digest");
      var hex = digests.textIfAny(digest.algorithm().text()).orElse("");
      if (hex.equals(digest.hex())) {
        return subject;
      }
      found = digest.algorithm().text() + ":" + hex;
    }
    throw wrongDigest(found);
  }

  private VerificationException wrongDigest(String found) {
    return new VerificationException(Reason.WRONG_DIGEST, STEP,
        "what was signed is another artifact: " + found + ", expected " + digest);
  }

  private Claimed check(Claimed claimed) throws VerificationException {
    for (var annotation : wanted.annotations().entrySet()) {
      var found = claimed.annotations().get(annotation.getKey());
      if (!annotation.getValue().equals(found)) {
        throw new VerificationException(Reason.WRONG_ANNOTATION, STEP,
            "the annotation " + annotation.getKey() + " is "
                + (found == null ? "not there" : "'" + found + "'") + ", expected '"
                + annotation.getValue() + "'");
      }
    }
    var repository = wanted.demands().repository();
    if (repository.isPresent() && !repository.equals(claimed.repository())) {
      throw new VerificationException(Reason.WRONG_REPOSITORY, STEP,
          "it was signed for " + claimed.repository().orElse("no repository by name")
              + ", expected " + repository.get());
    }
    return claimed;
  }

  private static Map<String, String> texts(ObjectValue object) {
    var texts = new HashMap<String, String>();
    for (var i = 0; i < object.size(); i++) {
      if (object.keyAt(i) instanceof StringValue key) {
        texts.put(key.value(), text(object.valueAt(i)));
      }
    }
    return Map.copyOf(texts);
  }

  private static String text(Value value) {
    return value instanceof StringValue text ? text.value() : value.toString();
  }
}
