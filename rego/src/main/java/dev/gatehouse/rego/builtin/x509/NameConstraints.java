package dev.gatehouse.rego.builtin.x509;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** Whether an authority may sign for names (RFC 5280, 4.2.1.10). */
final class NameConstraints {

  private static final long MOST_COMPARISONS = 250_000;

  private long comparisons;

  boolean allow(GeneralNames names, Extensions authority) {
    var permitted = authority.permitted();
    var excluded = authority.excluded();
    return allow(names.hosts(), permitted.hosts(), excluded.hosts(), NameConstraints::isWithin)
        && allow(names.mailboxes(), permitted.mailboxes(), excluded.mailboxes(),
            NameConstraints::isMailboxWithin)
        && allow(names.resources(), permitted.resources(), excluded.resources(),
            NameConstraints::isResourceWithin)
        && allow(names.addresses(), permitted.addresses(), excluded.addresses(),
            NameConstraints::isAddressWithin);
  }

  private <T> boolean allow(
      List<T> names, List<T> permitted, List<T> excluded, BiPredicate<T, T> isWithin) {
    for (var name : names) {
      comparisons += permitted.size() + excluded.size();
      if (comparisons > MOST_COMPARISONS
          || excluded.stream().anyMatch(constraint -> isWithin.test(name, constraint))
          || !permitted.isEmpty()
              && permitted.stream().noneMatch(constraint -> isWithin.test(name, constraint))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWithin(String host, String constraint) {
    var name = host.toLowerCase(Locale.ROOT);
    var domain = constraint.toLowerCase(Locale.ROOT);
    if (domain.isEmpty() || name.equals(domain)) {
      return true;
    }
    return name.endsWith(domain.startsWith(".") ? domain : "." + domain);
  }

  /** A host for a constraint on which a leading dot means subdomains and its absence the host itself. */
  private static boolean isHostWithin(String host, String constraint) {
    var name = host.toLowerCase(Locale.ROOT);
    var domain = constraint.toLowerCase(Locale.ROOT);
    return domain.startsWith(".") ? name.endsWith(domain) : isWithin(name, domain);
  }

  private static boolean isMailboxWithin(String mailbox, String constraint) {
    if (constraint.indexOf('@') >= 0) {
      return mailbox.equalsIgnoreCase(constraint);
    }
    return isHostWithin(mailbox.substring(mailbox.lastIndexOf('@') + 1), constraint);
  }

  private static boolean isResourceWithin(String resource, String constraint) {
    var authority = resource.replaceFirst("^[^:]*://([^/?#]*@)?", "").split("[/?#]", 2)[0];
    var host = authority.replaceFirst(":[0-9]*$", "");
    return isHostWithin(host, constraint);
  }

  private static boolean isAddressWithin(byte[] address, byte[] constraint) {
    if (constraint.length != 2 * address.length) {
      return false;
    }
    for (var i = 0; i < address.length; i++) {
      var mask = constraint[address.length + i];
      if ((address[i] & mask) != (constraint[i] & mask)) {
        return false;
      }
    }
    return true;
  }
}
