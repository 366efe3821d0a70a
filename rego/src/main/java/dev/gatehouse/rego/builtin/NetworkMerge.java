package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.IpText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins networks that touch or overlap, and writes what comes out in the fewest networks. */
final class NetworkMerge {

  private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF).shiftLeft(32);
  private static final Comparator<Range> ORDER = Comparator.comparing(Range::last)
      .thenComparing(Range::first);

  private NetworkMerge() {}

  static Value merge(BuiltinContext context, Value value) {
    var items = switch (value) {
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> throw BuiltinException.failure("operand must be an array");
    };
    context.spend(items.size());
    var ranges = new ArrayList<Range>();
    items.forEach(item -> ranges.add(range(item)));
    ranges.sort(ORDER);
    for (var i = ranges.size() - 1; i > 0; i--) {
      var here = ranges.get(i);
      var before = ranges.get(i - 1);
      if (here.previous().compareTo(before.last) <= 0) {
        ranges.set(i - 1, new Range(before.first.min(here.first), here.last, null));
        ranges.remove(i);
      }
    }
    var merged = SetValue.builder();
    for (var range : ranges) {
      range.networks().forEach(network -> merged.add(StringValue.of(network)));
    }
    context.allocate(merged.size());
    return merged.build();
  }

  private static Range range(Value element) {
    if (!(element instanceof StringValue text)) {
      throw BuiltinException.failure("element must be string");
    }
    var address = IpNetwork.parseAddress(text.value());
    if (address == null) {
      return Range.of(IpNetwork.parse(text.value()));
    }
    if (address.length != 4) {
      throw BuiltinException.failure("IPv6 invalid: needs prefix length");
    }
    // A plain address stands for the network of its class.
    var first = address[0] & 0xFF;
    return Range.of(new IpNetwork(address, first < 0x80 ? 8 : first < 0xC0 ? 16 : 24));
  }

  /**
   * Addresses from first to last, those of version 4 in the form of version 6.
   *
   * @param network what it was written as, null once it is joined
   */
  private record Range(BigInteger first, BigInteger last, @Nullable IpNetwork network) {

    static Range of(IpNetwork network) {
      var first = IpNetwork.number(network.address());
      var last = IpNetwork.number(network.last());
      if (network.address().length == 16) {
        return new Range(first, last, network);
      }
      var hosts = BigInteger.ONE.shiftLeft(network.hostBits());
      var start = first.subtract(first.mod(hosts));
      return new Range(start.or(MAPPED), last.or(MAPPED), network);
    }

    private boolean isV4() {
      return first.shiftRight(32).equals(BigInteger.valueOf(0xFFFF));
    }

    BigInteger previous() {
      return first.signum() == 0 || first.equals(MAPPED) ? first : first.subtract(BigInteger.ONE);
    }

    List<String> networks() {
      if (network != null) {
        return List.of(network.toString());
      }
      var bits = isV4() ? 32 : 128;
      var networks = new ArrayList<String>();
      var start = first;
      while (start.compareTo(last) <= 0) {
        var size = Math.min(start.signum() == 0 ? bits : start.getLowestSetBit(), bits);
        while (start.add(BigInteger.ONE.shiftLeft(size)).subtract(BigInteger.ONE)
            .compareTo(last) > 0) {
          size--;
        }
        var address = IpNetwork.address(start, bits / 8);
        networks.add(IpText.format(address) + "/" + (bits - size));
        start = start.add(BigInteger.ONE.shiftLeft(size));
      }
      return networks;
    }
  }
}
