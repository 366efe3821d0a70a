package dev.gatehouse.server;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.Owner;
import dev.gatehouse.trust.image.RuleVerdict;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.Verified;
import dev.gatehouse.trust.verify.VerifiedTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What policies see of a verdict about an image: {@code {image, digest, pinned, verified, owner,
 * policies: [{name, outcome, signers, attestations}]}}.
 */
final class ImageFacts {

  private ImageFacts() {}

  static ObjectValue of(ImageVerdict verdict) {
    return ObjectValue.builder()
        .put("image", StringValue.of(verdict.image().text()))
        .put("digest", text(verdict.digest().map(Object::toString)))
        .put("pinned", text(verdict.pinned().map(Object::toString)))
        .put("verified", BooleanValue.of(verdict.isGood()))
        .put("covered", BooleanValue.of(verdict.isCovered()))
        .put("owner", owner(verdict.owner()))
        .put("policies", list(verdict.rules(), ImageFacts::policy))
        .build();
  }

  private static Value owner(Optional<Owner> owner) {
    return owner.<Value>map(known -> ObjectValue.builder()
        .put("team", StringValue.of(known.team()))
        .put("contact", StringValue.of(known.contact()))
        .build()).orElse(NullValue.NULL);
  }

  private static Value policy(RuleVerdict verdict) {
    return ObjectValue.builder()
        .put("name", StringValue.of(verdict.rule().name()))
        .put("outcome", StringValue.of(verdict.outcome().text()))
        .put("message", StringValue.of(verdict.message()))
        .put("signers", list(verdict.accepted(),
            accepted -> signer(accepted.authority(), accepted.verified())))
        .put("attestations", list(verdict.accepted().stream()
            .filter(accepted -> accepted.verified().statement().isPresent()).toList(),
            accepted -> attestation(accepted.authority(), accepted.verified())))
        .build();
  }

  private static Value signer(String authority, Verified verified) {
    var facts = ObjectValue.builder()
        .put("authority", StringValue.of(authority))
        .put("times", list(verified.times(), ImageFacts::time))
        .put("logs", list(verified.logRecords(), record -> ObjectValue.builder()
            .put("log", StringValue.of(record.log()))
            .put("index", IntegerValue.of(record.index()))
            .build()));
    switch (verified.signer()) {
      case Signer.KeyHolder holder -> facts
          .put("kind", StringValue.of("key"))
          .put("key", StringValue.of(holder.key().toString()));
      case Signer.Identity identity -> {
        var claims = ObjectValue.builder();
        identity.claims().forEach(
            (claim, text) -> claims.put(claim.text(), StringValue.of(text)));
        facts.put("kind", StringValue.of("identity"))
            .put("subject", StringValue.of(identity.subject().text()))
            .put("subjectKind", StringValue.of(identity.subject().kind().text()))
            .put("issuer", text(identity.issuer()))
            .put("claims", claims.build());
      }
    }
    return facts.build();
  }

  private static Value time(VerifiedTime time) {
    return ObjectValue.builder()
        .put("time", StringValue.of(time.time().toString()))
        .put("witness", StringValue.of(time.witness()))
        .build();
  }

  private static Value attestation(String authority, Verified verified) {
    var statement = verified.statement().orElseThrow();
    var predicate = statement.json().get("predicate");
    return ObjectValue.builder()
        .put("authority", StringValue.of(authority))
        .put("predicateType", StringValue.of(statement.predicateType()))
        .put("predicate", predicate == null ? NullValue.NULL : predicate)
        .build();
  }

  private static Value text(Optional<String> text) {
    return text.<Value>map(StringValue::of).orElse(NullValue.NULL);
  }

  private static <T> Value list(List<T> entries, Function<T, Value> fact) {
    var list = new ArrayValue.Builder();
    entries.forEach(entry -> list.add(fact.apply(entry)));
    return list.build();
  }
}
