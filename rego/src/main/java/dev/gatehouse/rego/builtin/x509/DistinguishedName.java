package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of a distinguished name: subject or issuer. */
final class DistinguishedName {

  private static final Map<String, String> LISTS = Map.of(
      "2.5.4.6", "Country",
      "2.5.4.7", "Locality",
      "2.5.4.8", "Province",
      "2.5.4.9", "StreetAddress",
      "2.5.4.10", "Organization",
      "2.5.4.11", "OrganizationalUnit",
      "2.5.4.17", "PostalCode");

  private final List<Value> names = new ArrayList<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private String commonName = "";
  private String serialNumber = "";

  private DistinguishedName() {}

  static Value read(Der sequence) {
    var name = new DistinguishedName();
    LISTS.values().forEach(list -> name.lists.put(list, new ArrayList<>()));
    for (var set : sequence.sequence(0)) {
      set.expect(Der.SET).children().forEach(name::add);
    }
    return name.json();
  }

  private void add(Der attribute) {
    var parts = attribute.sequence(2);
    var value = DerText.string(parts.get(1));
    names.add(ObjectValue.of("Type", Fields.oid(parts.get(0)), "Value", StringValue.of(value)));
    var type = parts.get(0).dotted();
    var list = LISTS.get(type);
    if (list != null) {
      lists.computeIfAbsent(list, k -> new ArrayList<>()).add(value);
    } else if (type.equals("2.5.4.3")) {
      commonName = value;
    } else if (type.equals("2.5.4.5")) {
      serialNumber = value;
    }
  }

  private Value json() {
    var fields = new LinkedHashMap<String, Value>();
    lists.forEach((list, texts) -> fields.put(list, Fields.strings(texts)));
    fields.put("CommonName", StringValue.of(commonName));
    fields.put("SerialNumber", StringValue.of(serialNumber));
    fields.put("Names", Fields.list(names));
    fields.put("ExtraNames", NullValue.NULL);
    return Fields.object(fields);
  }
}
