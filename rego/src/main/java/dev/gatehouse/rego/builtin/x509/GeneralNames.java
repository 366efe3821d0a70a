package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.IpText;
import dev.gatehouse.rego.builtin.go.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names of hosts, mailboxes, addresses and resources.
 *
 * @param addresses of 4 or 16 bytes; in constraints each is followed by its mask
 */
record GeneralNames(
    List<String> hosts, List<String> mailboxes, List<byte[]> addresses, List<String> resources) {

  static final GeneralNames NONE = new GeneralNames(List.of(), List.of(), List.of(), List.of());

  /** The names of a {@code GeneralNames} sequence. */
  static GeneralNames read(List<Der> elements) {
    var names = new GeneralNames(
        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var element : elements) {
      switch (element.tag()) {
        case Der.CONTEXT + 1 -> names.mailboxes.add(DerText.ascii(element));
        case Der.CONTEXT + 2 -> names.hosts.add(DerText.ascii(element));
        case Der.CONTEXT + 6 -> names.resources.add(DerText.ascii(element));
        case Der.CONTEXT + 7 -> names.addresses.add(element.content());
        default -> {
          // Other kinds of names are not shown.
        }
      }
    }
    return names;
  }

  boolean isEmpty() {
    return hosts.isEmpty() && mailboxes.isEmpty() && addresses.isEmpty() && resources.isEmpty();
  }

  /** Puts the names of a certificate or of a request. */
  void putTo(Map<String, Value> fields) {
    for (var address : addresses) {
      if (address.length != 4 && address.length != 16) {
        throw Der.malformed("cannot parse IP address of length " + address.length);
      }
    }
    fields.put("DNSNames", Fields.strings(hosts));
    fields.put("EmailAddresses", Fields.strings(mailboxes));
    fields.put("IPAddresses", Fields.strings(addresses.stream().map(IpText::format).toList()));
    fields.put("URIs", Fields.list(resources.stream().map(GeneralNames::url).toList()));
  }

  private static Value url(String text) {
    var url = Url.parse(text);
    var afterScheme = text.substring(url.scheme().isEmpty() ? 0 : url.scheme().length() + 1);
    var main = afterScheme.split("[?#]", 2)[0];
    var isOpaque = !url.scheme().isEmpty() && !main.startsWith("/");
    var authority = main.startsWith("//") ? main.substring(2).split("/", 2)[0] : "";
    var noHost = !url.scheme().isEmpty() && main.startsWith("/") && !main.startsWith("//");
    return ObjectValue.builder()
        .put("ForceQuery", BooleanValue.of(afterScheme.split("#", 2)[0].endsWith("?")
            && url.rawQuery().isEmpty()))
        .put("Fragment", StringValue.of(url.fragment()))
        .put("Host", StringValue.of(url.host()))
        .put("OmitHost", BooleanValue.of(noHost))
        .put("Opaque", StringValue.of(isOpaque ? main : ""))
        .put("Path", StringValue.of(url.path()))
        .put("RawFragment", StringValue.of(""))
        .put("RawPath", StringValue.of(url.rawPath()))
        .put("RawQuery", StringValue.of(url.rawQuery()))
        .put("Scheme", StringValue.of(url.scheme()))
        .put("User", authority.indexOf('@') < 0 ? NullValue.NULL : ObjectValue.EMPTY)
        .build();
  }

  /** The resources as texts, with their schemes in lower case. */
  Value resourceTexts() {
    return Fields.strings(resources.stream().map(GeneralNames::lowerScheme).toList());
  }

  private static String lowerScheme(String text) {
    var end = Url.parse(text).scheme().length();
    return text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
  }
}
