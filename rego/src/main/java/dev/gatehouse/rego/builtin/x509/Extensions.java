package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.IpText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The extensions of a certificate, read: what they say for verification and their JSON. */
final class Extensions {

  private static final int KEY_USAGE_BITS = 9;

  private final Map<String, Value> fields = new LinkedHashMap<>();
  private final List<Value> shown = new ArrayList<>();
  private final List<Value> unhandled = new ArrayList<>();
  private GeneralNames names = GeneralNames.NONE;
  private GeneralNames permitted = GeneralNames.NONE;
  private GeneralNames excluded = GeneralNames.NONE;
  private final List<String> usages = new ArrayList<>();
  private boolean hasBasicConstraints;
  private boolean isAuthority;
  private boolean needsPolicy;
  private int maxPathLength;
  private int keyUsage;

  /** No extensions yet. */
  Extensions() {
    for (var name : List.of("AuthorityKeyId", "SubjectKeyId", "CRLDistributionPoints",
        "OCSPServer", "IssuingCertificateURL", "Policies", "PolicyIdentifiers", "PolicyMappings",
        "ExtKeyUsage", "UnknownExtKeyUsage", "ExtraExtensions")) {
      fields.put(name, NullValue.NULL);
    }
    for (var name : List.of("InhibitAnyPolicy", "InhibitPolicyMapping", "RequireExplicitPolicy")) {
      putCount(name, -1);
    }
    fields.put("PermittedDNSDomainsCritical", BooleanValue.FALSE);
  }

  /** Reads the sequence of extensions. */
  static Extensions read(List<Der> elements) {
    var extensions = new Extensions();
    var seen = new HashSet<String>();
    for (var element : elements) {
      var parts = element.sequence(2);
      if (!seen.add(parts.get(0).dotted())) {
        throw new IllegalArgumentException("x509: certificate contains duplicate extensions");
      }
      extensions.add(parts);
    }
    return extensions;
  }

  /** The JSON of one extension. */
  static Value json(List<Der> parts) {
    return ObjectValue.builder()
        .put("Id", Fields.oid(parts.get(0)))
        .put("Critical", BooleanValue.of(isCritical(parts)))
        .put("Value", Fields.bytes(parts.getLast().expect(Der.OCTET_STRING).content()))
        .build();
  }

  private static boolean isCritical(List<Der> parts) {
    return parts.size() > 2 && parts.get(1).bool();
  }

  private void add(List<Der> parts) {
    shown.add(json(parts));
    var isKnown = handle(parts.get(0).dotted(), parts.getLast().content(), isCritical(parts));
    if (!isKnown && isCritical(parts)) {
      unhandled.add(Fields.oid(parts.get(0)));
    }
  }

  private boolean handle(String id, byte[] value, boolean isCritical) {
    switch (id) {
      case "2.5.29.14" ->
        fields.put("SubjectKeyId", Fields.bytes(
            Der.one(value).expect(Der.OCTET_STRING).content()));
      case "2.5.29.15" -> keyUsage = keyUsage(Der.one(value));
      case "2.5.29.17" -> {
        names = GeneralNames.read(Der.one(value).sequence(0));
        return !names.isEmpty();
      }
      case "2.5.29.19" -> basicConstraints(Der.one(value).sequence(0));
      case "2.5.29.30" -> {
        return nameConstraints(Der.one(value).sequence(1), isCritical);
      }
      case "2.5.29.31" -> distributionPoints(Der.one(value).sequence(0));
      case "2.5.29.32" -> policies(Der.one(value).sequence(0));
      case "2.5.29.33" -> policyMappings(Der.one(value).sequence(0));
      case "2.5.29.35" -> authorityKey(Der.one(value).sequence(0));
      case "2.5.29.36" -> policyConstraints(Der.one(value).sequence(0));
      case "2.5.29.37" -> extendedUsages(Der.one(value).sequence(0));
      case "2.5.29.54" -> putCount("InhibitAnyPolicy", Der.one(value).count(Der.INTEGER));
      case "1.3.6.1.5.5.7.1.1" -> authorityAccess(Der.one(value).sequence(0));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int keyUsage(Der element) {
    var bits = element.bits();
    var usage = 0;
    for (var i = 0; i < KEY_USAGE_BITS && i / 8 < bits.length; i++) {
      usage |= (bits[i / 8] >> 7 - i % 8 & 1) << i;
    }
    return usage;
  }

  private void basicConstraints(List<Der> parts) {
    hasBasicConstraints = true;
    isAuthority = !parts.isEmpty() && parts.get(0).is(Der.BOOLEAN) && parts.get(0).bool();
    var last = parts.isEmpty() ? null : parts.getLast();
    maxPathLength = last != null && last.is(Der.INTEGER) ? last.count(Der.INTEGER) : -1;
  }

  private boolean nameConstraints(List<Der> parts, boolean isCritical) {
    fields.put("PermittedDNSDomainsCritical", BooleanValue.of(isCritical));
    var isKnown = true;
    for (var part : parts) {
      var bases = part.children().stream().map(tree -> tree.sequence(1).get(0)).toList();
      var read = GeneralNames.read(bases);
      var count = read.hosts().size() + read.mailboxes().size() + read.resources().size()
          + read.addresses().size();
      isKnown &= count == bases.size();
      if (part.is(Der.EXPLICIT)) {
        permitted = read;
      } else {
        excluded = read;
      }
    }
    return isKnown;
  }

  private void distributionPoints(List<Der> points) {
    var found = new ArrayList<String>();
    for (var point : points) {
      point.sequence(0).stream()
          .filter(part -> part.is(Der.EXPLICIT))
          .flatMap(part -> part.children().stream())
          .filter(name -> name.is(Der.EXPLICIT))
          .forEach(name -> found.addAll(GeneralNames.read(name.children()).resources()));
    }
    fields.put("CRLDistributionPoints", Fields.strings(found));
  }

  private void policies(List<Der> policies) {
    var ids = policies.stream().map(policy -> policy.sequence(1).get(0)).toList();
    fields.put("Policies", Fields.strings(ids.stream().map(Der::dotted).toList()));
    fields.put("PolicyIdentifiers", Fields.list(ids.stream().map(Fields::oid).toList()));
  }

  private void policyMappings(List<Der> mappings) {
    var shownMappings = mappings.stream()
        .map(mapping -> mapping.sequence(2))
        .map(pair -> ObjectValue.of(
            "IssuerDomainPolicy", StringValue.of(pair.get(0).dotted()),
            "SubjectDomainPolicy", StringValue.of(pair.get(1).dotted())))
        .toList();
    fields.put("PolicyMappings", Fields.list(shownMappings));
  }

  private void authorityKey(List<Der> parts) {
    parts.stream()
        .filter(part -> part.is(Der.CONTEXT))
        .findFirst()
        .ifPresent(part -> fields.put("AuthorityKeyId", Fields.bytes(part.content())));
  }

  private void policyConstraints(List<Der> parts) {
    for (var part : parts) {
      if (part.is(Der.CONTEXT)) {
        needsPolicy = true;
        putCount("RequireExplicitPolicy", part.count(Der.CONTEXT));
      } else if (part.is(Der.CONTEXT + 1)) {
        putCount("InhibitPolicyMapping", part.count(Der.CONTEXT + 1));
      }
    }
  }

  private void putCount(String name, int count) {
    fields.put(name, IntegerValue.of(Math.max(count, 0)));
    fields.put(name + "Zero", BooleanValue.of(count == 0));
  }

  private void extendedUsages(List<Der> ids) {
    var known = new ArrayList<Value>();
    var unknown = new ArrayList<Value>();
    for (var id : ids) {
      var number = KeyPurpose.number(id.dotted());
      usages.add(id.dotted());
      if (number < 0) {
        unknown.add(Fields.oid(id));
      } else {
        known.add(IntegerValue.of(number));
      }
    }
    fields.put("ExtKeyUsage", Fields.list(known));
    fields.put("UnknownExtKeyUsage", Fields.list(unknown));
  }

  private void authorityAccess(List<Der> descriptions) {
    var servers = new ArrayList<String>();
    var issuers = new ArrayList<String>();
    for (var description : descriptions) {
      var parts = description.sequence(2);
      var place = GeneralNames.read(List.of(parts.get(1))).resources();
      switch (parts.get(0).dotted()) {
        case "1.3.6.1.5.5.7.48.1" -> servers.addAll(place);
        case "1.3.6.1.5.5.7.48.2" -> issuers.addAll(place);
        default -> {
          // Other ways of access are not shown.
        }
      }
    }
    fields.put("OCSPServer", Fields.strings(servers));
    fields.put("IssuingCertificateURL", Fields.strings(issuers));
  }

  /** Puts what the extensions say. */
  void putTo(Map<String, Value> out) {
    out.putAll(fields);
    names.putTo(out);
    putConstraints(out, "Permitted", permitted);
    putConstraints(out, "Excluded", excluded);
    out.put("Extensions", Fields.list(shown));
    out.put("UnhandledCriticalExtensions", Fields.list(unhandled));
    out.put("BasicConstraintsValid", BooleanValue.of(hasBasicConstraints));
    out.put("IsCA", BooleanValue.of(isAuthority));
    out.put("MaxPathLen", IntegerValue.of(maxPathLength));
    out.put("MaxPathLenZero", BooleanValue.of(hasBasicConstraints && maxPathLength == 0));
    out.put("KeyUsage", IntegerValue.of(keyUsage));
  }

  private static void putConstraints(Map<String, Value> out, String kind, GeneralNames names) {
    out.put(kind + "DNSDomains", Fields.strings(names.hosts()));
    out.put(kind + "EmailAddresses", Fields.strings(names.mailboxes()));
    out.put(kind + "URIDomains", Fields.strings(names.resources()));
    out.put(
        kind + "IPRanges", Fields.list(names.addresses().stream().map(Extensions::range).toList()));
  }

  private static Value range(byte[] both) {
    if (both.length != 8 && both.length != 32) {
      throw Der.malformed("IP constraint of length " + both.length);
    }
    var half = both.length / 2;
    return ObjectValue.of(
        "IP", StringValue.of(IpText.format(Arrays.copyOf(both, half))),
        "Mask", Fields.bytes(Arrays.copyOfRange(both, half, both.length)));
  }

  GeneralNames names() {
    return names;
  }

  GeneralNames permitted() {
    return permitted;
  }

  GeneralNames excluded() {
    return excluded;
  }

  List<String> usages() {
    return usages;
  }

  boolean hasUnhandled() {
    return !unhandled.isEmpty();
  }

  boolean needsPolicy() {
    return needsPolicy;
  }

  /** Whether the certificate may sign others, of which some stand between it and the last one. */
  boolean maySign(int version, int between) {
    var isCertificateSigner = keyUsage == 0 || (keyUsage & 0x20) != 0;
    if (!hasBasicConstraints) {
      return version < 3 && isCertificateSigner;
    }
    return isAuthority && isCertificateSigner
        && (maxPathLength < 0 || between <= maxPathLength);
  }
}
