package dev.gatehouse.rego;

import java.util.List;

/**
 * How a query is evaluated in part.
 *
 * @param unknowns the documents whose values are not known, such as {@code input} or
 *     {@code data.users}, or variables of the query
 * @param disableInlining the documents whose rules stay rules of their own, such as
 *     {@code data.example.allow}
 * @param shallowInlining whether rules that depend on what is unknown stay rules of their own
 * @param nondeterministicBuiltins whether functions such as {@code time.now_ns} are called; otherwise
 *     their calls stay
 * @param namespace the package below {@code data} of rules that the result needs
 * @param keepsPackages whether rules that the result needs stay in their packages, instead of ones
 *     below the namespace
 */
public record PartialOptions(
    List<String> unknowns,
    List<String> disableInlining,
    boolean shallowInlining,
    boolean nondeterministicBuiltins,
    String namespace,
    boolean keepsPackages) {

  /** Only {@code input} is unknown. */
  public static final PartialOptions DEFAULT = new PartialOptions(
      List.of("input"), List.of(), false, false, "partial", false);

  public PartialOptions {
    unknowns = List.copyOf(unknowns);
    disableInlining = List.copyOf(disableInlining);
  }

  public PartialOptions withUnknowns(List<String> changed) {
    return new PartialOptions(
        changed, disableInlining, shallowInlining, nondeterministicBuiltins, namespace,
        keepsPackages);
  }

  public PartialOptions withDisableInlining(List<String> changed) {
    return new PartialOptions(
        unknowns, changed, shallowInlining, nondeterministicBuiltins, namespace, keepsPackages);
  }

  public PartialOptions withShallowInlining(boolean changed) {
    return new PartialOptions(
        unknowns, disableInlining, changed, nondeterministicBuiltins, namespace, keepsPackages);
  }

  public PartialOptions withNondeterministicBuiltins(boolean changed) {
    return new PartialOptions(
        unknowns, disableInlining, shallowInlining, changed, namespace, keepsPackages);
  }

  public PartialOptions withNamespace(String changed) {
    return new PartialOptions(
        unknowns, disableInlining, shallowInlining, nondeterministicBuiltins, changed,
        keepsPackages);
  }

  public PartialOptions withKeptPackages(boolean changed) {
    return new PartialOptions(
        unknowns, disableInlining, shallowInlining, nondeterministicBuiltins, namespace, changed);
  }
}
