package dev.gatehouse.trust.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.BundleVersion;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Material;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes good signatures in every field and many bytes: nothing else than a refusal may come out,
 * unless the field is one that nobody signs and nobody reads.
 */
class MutationTest {

  private static final Signatures SIGNATURES = new Signatures();
  /**
   * What may be changed without changing the result: the same entry or timestamp twice is one, and
   * some of a timestamp's answer (its status text, its list of digest algorithms) is not signed.
   */
  private static final Set<String> UNAUTHENTICATED = Set.of(
      "verificationMaterial.tlogEntries",
      "verificationMaterial.timestampVerificationData.rfc3161Timestamps",
      "verificationMaterial.timestampVerificationData.rfc3161Timestamps[0].signedTimestamp");

  /** Whoever is named, whenever it was signed, whatever was signed: the meaning of a result. */
  private static String meaning(Verified verified) {
    return verified.digest() + " " + verified.signer() + " " + verified.times() + " "
        + verified.statement() + " " + verified.annotations() + " " + verified.logRecords();
  }

  @ParameterizedTest
  @EnumSource
  void acceptsNoChangedField(LogVersion log) throws VerificationException {
    var good = SIGNATURES.signing().logged(log).annotated("team", "blue").bundle();
    var expected = meaning(SIGNATURES.accepted(Signatures.bundle(good), Signatures.signature()));
    var accepted = new TreeSet<String>();
    mutate("", parsed(good), changed -> {
      var text = Json.writeBytes(changed.value());
      tried(Signatures.bundle(text)).ifPresent(found -> {
        assertThat(found).as(changed.path()).isEqualTo(expected);
        accepted.add(changed.path());
      });
    });
    assertThat(accepted).isSubsetOf(UNAUTHENTICATED);
  }

  /** What a key's holder said, whenever that was. */
  private static String signed(Verified verified) {
    return verified.digest() + " " + verified.signer() + " " + verified.statement();
  }

  @ParameterizedTest
  @CsvSource({"EC, secp256r1", "EC, secp384r1", "EC, secp521r1", "Ed25519, ", "RSA, "})
  void acceptsNoChangedFieldByAnyKindOfKey(String algorithm, @Nullable String curve)
      throws VerificationException {
    var key = curve == null
        ? Signatures.pair(algorithm, algorithm.equals("RSA") ? 2048 : 0)
        : Signatures.ec(curve);
    var wanted = Wanted.attestation(Signatures.key(key), Signatures.PREDICATE);
    var good = SIGNATURES.signing().by(key).attesting(Signatures.PREDICATE, ObjectValue.EMPTY)
        .bundle();
    var expected = signed(SIGNATURES.accepted(Signatures.bundle(good), wanted));
    var accepted = new TreeSet<String>();
    mutate("", parsed(good), changed -> {
      try {
        var material = Signatures.bundle(Json.writeBytes(changed.value()));
        assertThat(signed(SIGNATURES.accepted(material, wanted))).isEqualTo(expected);
        accepted.add(changed.path());
      } catch (VerificationException e) {
        assertThat(e.steps()).isNotEmpty();
      }
    });
    // The hint helps to find the key, which is given here; without a promise the proof is enough.
    assertThat(accepted).isSubsetOf("verificationMaterial.tlogEntries",
        "verificationMaterial.publicKey", "verificationMaterial.publicKey.hint",
        "verificationMaterial.tlogEntries[0].inclusionPromise",
        "verificationMaterial.tlogEntries[0].inclusionPromise.signedEntryTimestamp");
  }

  /** A text with one thing changed, and where. */
  private record Changed(String path, Value value) {}

  private static Value parsed(byte[] text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void mutate(String path, Value value, Consumer<Changed> consumer) {
    for (var other : others(value)) {
      consumer.accept(new Changed(path, other));
    }
    switch (value) {
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          var key = object.keyAt(i);
          var name = ((StringValue) key).value();
          var below = path.isEmpty() ? name : path + "." + name;
          consumer.accept(new Changed(below, object.without(key)));
          mutate(below, object.valueAt(i), changed -> consumer
              .accept(new Changed(changed.path(), object.with(key, changed.value()))));
        }
      }
      case ArrayValue array -> {
        for (var i = 0; i < array.size(); i++) {
          var index = i;
          mutate(path + "[" + i + "]", array.get(i), changed -> {
            var items = new ArrayList<>(array.items());
            items.set(index, changed.value());
            consumer.accept(new Changed(changed.path(), ArrayValue.of(items)));
          });
        }
      }
      default -> {
      }
    }
  }

  private static List<Value> others(Value value) {
    var others = new ArrayList<Value>(List.of(NullValue.NULL, ObjectValue.EMPTY, ArrayValue.EMPTY,
        StringValue.of(""), StringValue.of("AAAA"), StringValue.of("é"), IntegerValue.of(-1),
        IntegerValue.of(Long.MAX_VALUE)));
    if (value instanceof StringValue text && !text.value().isEmpty()) {
      var random = new Random(text.value().hashCode());
      for (var i = 0; i < 6; i++) {
        others.add(StringValue.of(flipped(text.value(), random)));
      }
    }
    if (value instanceof ArrayValue array && !array.isEmpty()) {
      var twice = new ArrayList<>(array.items());
      twice.add(array.get(0));
      others.add(ArrayValue.of(twice));
    }
    others.removeIf(value::equals);
    return others;
  }

  /** The text with one bit of what it encodes, or one letter, changed. */
  private static String flipped(String text, Random random) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (IllegalArgumentException e) {
      var position = random.nextInt(text.length());
      return text.substring(0, position) + (char) (text.charAt(position) ^ 1)
          + text.substring(position + 1);
    }
  }

  private static Optional<String> tried(Material material) {
    return tried(material, Signatures.signature());
  }

  private static Optional<String> tried(Material material, Wanted wanted) {
    try {
      return Optional.of(meaning(SIGNATURES.accepted(material, wanted)));
    } catch (VerificationException e) {
      return Optional.empty();
    }
  }

  @Test
  void acceptsNoChangedByteOfTheOlderForm() throws VerificationException {
    var good = (Material.SimpleSigning) Signatures.legacy(SIGNATURES.signing().timestamped());
    var expected = meaning(SIGNATURES.accepted(good, Signatures.signature()));
    var random = new Random(1);
    for (var round = 0; round < 300; round++) {
      var annotations = new HashMap<>(good.annotations());
      var payload = good.payload().clone();
      var names = List.copyOf(new TreeSet<>(annotations.keySet()));
      var name = names.get(random.nextInt(names.size()));
      if (round % 5 == 0) {
        payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
      } else {
        annotations.compute(name, (_, text) -> text == null ? "" : letter(text, random));
      }
      var changed = new Material.SimpleSigning(good.place(), payload, annotations);
      tried(changed).ifPresent(found -> {
        assertThat(payload).isEqualTo(good.payload());
        assertThat(meaningWithoutTimes(found)).isEqualTo(meaningWithoutTimes(expected));
      });
    }
  }

  /** A timestamp that no longer holds is not counted, while the log's time still is. */
  private static String meaningWithoutTimes(String meaning) {
    return meaning.replaceAll("\\[VerifiedTime.*?\\]\\]", "");
  }

  private static String letter(String text, Random random) {
    var position = random.nextInt(text.length());
    return text.substring(0, position) + (char) (text.charAt(position) ^ (1 << random.nextInt(7)))
        + text.substring(position + 1);
  }

  @ParameterizedTest
  @EnumSource
  void survivesAnyChangedByte(BundleVersion version) throws VerificationException {
    var good = SIGNATURES.signing().timestamped().as(version).bundle();
    var expected = meaningWithoutTimes(
        meaning(SIGNATURES.accepted(Signatures.bundle(good), Signatures.signature())));
    var random = new Random(version.ordinal());
    for (var round = 0; round < 400; round++) {
      var bytes = good.clone();
      for (var i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      var cut = round % 10 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
      tried(Signatures.bundle(cut)).ifPresent(
          found -> assertThat(meaningWithoutTimes(found)).isEqualTo(expected));
    }
  }
}
