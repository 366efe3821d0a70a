package dev.gatehouse.rego.search;

import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** The documents whose rules must not become part of the result; changes as the search goes on. */
final class Inlining {

  private final List<Term.Ref> chosen;
  private final List<List<Term.Ref>> within = new ArrayList<>();

  /** @param chosen the documents that the caller wants kept apart */
  Inlining(List<Term.Ref> chosen) {
    this.chosen = List.copyOf(chosen);
  }

  /** Keeps documents apart while something is evaluated whose {@code with} must reach them. */
  void push(List<Term.Ref> documents) {
    within.add(documents);
  }

  void pop() {
    within.removeLast();
  }

  /** Whether the caller wants the document, or part of it, or what it is part of, kept apart. */
  boolean isExcluded(List<Term> path) {
    return share(chosen, path);
  }

  /** The same, for {@code with} too. */
  boolean isDisabled(List<Term> path) {
    if (isExcluded(path)) {
      return true;
    }
    for (var documents : within) {
      if (share(documents, path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean share(List<Term.Ref> documents, List<Term> path) {
    for (var document : documents) {
      if (Terms.sharePrefix(document.parts(), path)) {
        return true;
      }
    }
    return false;
  }
}
