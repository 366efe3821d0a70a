package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Calls with certificates, requests for them, and keys. */
final class CertificateCalls {

  private static final List<String> KEYS = List.of("rsa", "p256", "p384", "p521", "ed25519");
  private static final List<List<String>> CHAINS = List.of(
      List.of("root", "between", "leaf"), List.of("root", "between", "client"),
      List.of("root", "constrained", "inside"), List.of("root", "constrained", "outside"),
      List.of("root", "constrained", "excluded"), List.of("root", "expired"),
      List.of("root", "unhandled"), List.of("root", "between", "deep", "below"),
      List.of("root", "between"), List.of("rsa.cert", "rsa.cert"), List.of("leaf"),
      List.of("root", "constrained", "between", "leaf"), List.of("between", "leaf"),
      List.of("root", "leaf"));

  static final Map<String, Recipe> RECIPES = Map.of(
      "crypto.x509.parse_certificates", Recipe.text(CertificateCalls::certificates),
      "crypto.x509.parse_and_verify_certificates", Recipe.text(CertificateCalls::chain),
      "crypto.x509.parse_and_verify_certificates_with_options",
      arguments(dice -> List.of(Rego.text(chain(dice)), demands(dice))),
      "crypto.x509.parse_certificate_request", Recipe.text(
          dice -> form(dice, Material.text(dice.pick(KEYS) + ".request"))),
      "crypto.x509.parse_keypair", Recipe.texts(CertificateCalls::pair),
      "crypto.x509.parse_rsa_private_key", Recipe.text(dice -> form(dice,
          Material.text(dice.of("rsa.key", "rsa.key", "rsa.pkcs1", "rsa.pkcs1", "p256.key",
              "rsa.public")))),
      "crypto.parse_private_keys", Recipe.text(CertificateCalls::privateKeys));

  private CertificateCalls() {}

  /** A text in PEM as it is, or as a whole in base64, or what it holds in base64. */
  private static String form(Dice dice, String pem) {
    var encoder = Base64.getEncoder();
    var text = switch (dice.below(6)) {
      case 0 -> encoder.encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
      case 1 -> pem.replaceAll("-----[^-]+-----", "").replace("\n", "");
      case 2 -> dice.of("x\n" + pem, pem + "x", pem.replace("\n", "\r\n"), pem.strip(),
          pem.replaceFirst("\n", "\nA: b\n\n"), pem + pem, " " + pem, pem.replace("\n", "\n\n"));
      default -> pem;
    };
    return Recipes.maybeMutated(dice, 6, text);
  }

  private static String certificates(Dice dice) {
    return form(dice, String.join("", Rego.several(dice, 1, 2, () -> Material.text(dice.of("leaf",
        "between", "constrained", "client", "unhandled", "rsa.cert", "p256.cert", "p384.cert",
        "p521.cert", "ed25519.cert", "rsa.cert", "expired", "inside")))));
  }

  private static String chain(Dice dice) {
    var names = new ArrayList<>(dice.percent(85) ? dice.pick(CHAINS) : CHAINS.getFirst());
    if (dice.percent(8)) {
      names.removeLast();
    }
    var pem = String.join("", names.stream().map(Material::text).toList());
    return dice.percent(85) ? pem : form(dice, pem);
  }

  private static String demands(Dice dice) {
    var entries = new ArrayList<String>();
    if (dice.percent(50)) {
      entries.addAll(List.of("DNSName", dice.of("\"leaf.example.com\"", "\"x.wild.example.com\"",
          "\"a.example.com\"", "\"10.1.2.3\"", "\"[10.1.2.3]\"", "\"LEAF.example.com\"", "\"\"",
          "1",
          "\"wild.example.com\"", "\"below.example.com\"", "\"expired.example.com\"")));
    }
    if (dice.percent(40)) {
      entries.addAll(List.of("CurrentTime", dice.of("1900000000000000000", "1000000000000000000",
          "1795500000000000000", "5000000000000000000", "\"x\"", "1.5")));
    }
    if (dice.percent(50)) {
      entries.addAll(List.of("KeyUsages", Rego.array(Rego.several(dice, 2, () -> dice.of(
          "\"KeyUsageAny\"", "\"KeyUsageServerAuth\"", "\"KeyUsageClientAuth\"",
          "\"KeyUsageCodeSigning\"", "\"KeyUsageX\"", "1")))));
    }
    if (dice.percent(20)) {
      entries.addAll(List.of("MaxConstraintComparisons", dice.of("1", "100", "0", "-1", "\"x\"")));
    }
    if (dice.percent(3)) {
      entries.addAll(List.of("Other", "1"));
    }
    return Rego.object(entries);
  }

  private static List<String> pair(Dice dice) {
    var name = dice.pick(KEYS);
    var key = dice.percent(90) ? name : dice.pick(KEYS);
    var file = key.equals("p256") && dice.percent(40)
        ? "p256.sec1"
        : key.equals("rsa") && dice.percent(40) ? "rsa.pkcs1" : key + ".key";
    var certificate = name.equals("rsa") && dice.percent(40) ? "leaf" : name + ".cert";
    return List.of(maybeForm(dice, Material.text(certificate)),
        maybeForm(dice, Material.text(file)));
  }

  private static String maybeForm(Dice dice, String pem) {
    return dice.percent(75) ? pem : form(dice, pem);
  }

  private static String privateKeys(Dice dice) {
    return maybeForm(dice, String.join("", Rego.several(dice, 1, 2, () -> Material.text(dice.of(
        "rsa.key", "rsa.pkcs1", "p256.key", "p256.sec1", "p384.key", "p521.key", "ed25519.key",
        "rsa.public", "leaf")))));
  }
}
