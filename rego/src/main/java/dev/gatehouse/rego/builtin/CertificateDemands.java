package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.x509.Chain;
import dev.gatehouse.rego.builtin.x509.KeyPurpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the options of {@code crypto.x509.parse_and_verify_certificates_with_options}. */
final class CertificateDemands {

  private CertificateDemands() {}

  static Chain.Demands read(ObjectValue options, Instant now) {
    var usual = Chain.Demands.usual(now);
    var host = usual.host();
    var time = usual.time();
    var purposes = usual.purposes();
    for (var i = 0; i < options.size(); i++) {
      var value = options.valueAt(i);
      if (!(options.keyAt(i) instanceof StringValue key)) {
        continue;
      }
      switch (key.value()) {
        case "DNSName" -> host = host(value);
        case "CurrentTime" -> time = Instant.ofEpochSecond(0, number(key.value(), value));
        case "MaxConstraintComparisons" -> number(key.value(), value); // of no effect, as in Go
        case "KeyUsages" -> purposes = purposes(value, purposes);
        default -> throw BuiltinException.failure("invalid key option");
      }
    }
    return new Chain.Demands(host, time, purposes);
  }

  private static String host(Value value) {
    if (value instanceof StringValue text) {
      return text.value().replaceAll("^\"+|\"+$", "");
    }
    throw BuiltinException.failure("'DNSName' should be a string");
  }

  private static long number(String key, Value value) {
    if (value instanceof IntegerValue number) {
      return number.value();
    }
    throw BuiltinException.failure("'" + key + "' should be a valid int64 number");
  }

  private static List<String> purposes(Value value, List<String> usual) {
    var items = switch (value) {
      case ArrayValue array -> array.items();
      case SetValue set -> IntStream.range(0, set.size()).mapToObj(set::at).toList();
      default -> throw BuiltinException.failure("'KeyUsages' should be an Array or Set");
    };
    var found = new ArrayList<String>();
    var invalid = new ArrayList<String>();
    for (var item : items) {
      if (item instanceof StringValue text) {
        var purpose = KeyPurpose.named(text.value());
        (purpose == null ? invalid : found).add(purpose == null ? text.value() : purpose);
      }
    }
    if (!invalid.isEmpty()) {
      throw BuiltinException.failure(
          "invalid entries for 'KeyUsages' found: [" + String.join(" ", invalid) + "]");
    }
    return found.isEmpty() ? usual : found;
  }
}
