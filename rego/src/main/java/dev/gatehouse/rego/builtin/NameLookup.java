package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.set;

import dev.gatehouse.http.AddressResolver;
import dev.gatehouse.http.NameService;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.IpText;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

/** Asks for the addresses of names that are allowed. */
final class NameLookup {

  private final NetworkAccess access;
  private final NameService names = new NameService(AddressResolver.SYSTEM);

  NameLookup(NetworkAccess access) {
    this.access = access;
  }

  Builtin row() {
    return Builtin.row(
        "net.lookup_ip_addr",
        "The addresses of a host.",
        args(STRING).gives(set(STRING)),
        this::lookup)
        .flags(Builtin.Flag.NONDETERMINISTIC, Builtin.Flag.NETWORK);
  }

  private Value lookup(BuiltinContext context, Value name) {
    var host = Operand.string(1, name);
    var literal = IpText.parse(host);
    if (literal != null) {
      return SetValue.of(StringValue.of(IpText.format(literal)));
    }
    if (!access.allows(host)) {
      throw BuiltinException.failure("disallowed host: " + host);
    }
    return context.remember(new Asked(host), () -> addresses(context, host));
  }

  private Value addresses(BuiltinContext context, String host) {
    try {
      var addresses = SetValue.builder();
      for (var address : names.addresses(host, access.end(context))) {
        addresses.add(StringValue.of(IpText.format(address.getAddress())));
      }
      return addresses.build();
    } catch (UnknownHostException e) {
      throw BuiltinException.failure("lookup " + host + ": no such host");
    } catch (TimeoutException e) {
      context.checkTime();
      throw BuiltinException.failure("lookup " + host + ": i/o timeout");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BuiltinException.failure("lookup " + host + ": operation was canceled");
    }
  }

  /** What addresses are remembered by. */
  private record Asked(String host) {}
}
