package dev.gatehouse.rego.search;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.partial.Simplifier;
import dev.gatehouse.rego.partial.SupportModules;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import dev.gatehouse.rego.trace.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves rules for later, evaluated as far as they can be, and what refers to them. */
final class SupportRules {

  private final Search search;
  private final Residue residue;

  SupportRules(Search search, Residue residue) {
    this.search = search;
    this.residue = residue;
  }

  /** A call whose function is left. */
  record Call(Frame frame, Term.Ref operator, List<Term> args) {}

  /** Leaves a document that has one value. */
  @Nullable
  Stop complete(Goal goal, TreeWalk.Place place, Found found) {
    var path = residue.named(place.ref());
    var isDefined = residue.support.has(path);
    if (!isDefined) {
      for (var rule : all(found)) {
        isDefined |= complete(goal.frame(), path, place, rule);
      }
    }
    return isDefined ? refer(goal, new Bound(residue.named(goal.ref()), goal.bindings())) : null;
  }

  private static List<Definition> all(Found found) {
    var rules = new ArrayList<>(found.rules());
    if (found.fallback() != null) {
      rules.add(found.fallback());
    }
    return rules;
  }

  private @Nullable Stop refer(Goal goal, Bound term) {
    return residue.unification(goal.frame(), term, goal.target(), goal.then());
  }

  private boolean complete(
      Frame frame, Term.Ref path, TreeWalk.Place place, Definition definition) {
    var length = place.ref().parts().size() - definition.module().path().parts().size();
    var named = SupportModules.Path.at(path, path.parts().size() - length);
    return leave(frame, definition, (body, child) -> {
      var value = nullable(child, definition.rule().head().value());
      add(
          named.packageName(), definition, head(named.rule(), null, null, value, true), body);
    });
  }

  /** Leaves a set, or an object whose keys are computed. */
  @Nullable
  Stop partial(Goal goal, TreeWalk.Place place, Found found) {
    var isDefined = residue.support.has(residue.named(place.ref()));
    if (!isDefined) {
      for (var rule : found.rules()) {
        isDefined |= partial(goal.frame(), place, rule, found.groundPaths());
      }
    }
    if (isDefined) {
      return refer(goal, new Bound(residue.named(goal.ref()), goal.bindings()));
    }
    var isWhole = goal.size() == place.position() + 1;
    var isSet = found.isMultiValue() && found.groundPaths();
    var empty = isSet
        ? new Term.SetTerm(Location.NONE, List.of())
        : new Term.ObjectTerm(Location.NONE, List.of());
    return isWhole ? refer(goal, goal.frame().bound(empty)) : null;
  }

  private boolean partial(
      Frame frame, TreeWalk.Place place, Definition definition, boolean groundPaths) {
    var original = definition.rule().head();
    var added = new boolean[1];
    leave(frame, definition, (body, child) -> {
      var path = definition.path().stream().map(part -> spelled(child, part)).toList();
      var plain = new Left(path, body);
      var left = groundPaths || !hasInnerDocuments(original, plain, place)
          ? plain
          : withOpenKey(plain, place.position() + 1, child);
      var named = residue.named(new Term.Ref(Location.NONE, left.path));
      var apart = SupportModules.Path.of(
          named, place.position() + named.parts().size() - path.size());
      var head = head(
          apart.rule(), null, nullable(child, original.key()),
          nullable(child, original.value()), false);
      add(apart.packageName(), definition, head, left.body);
      added[0] = true;
    });
    return added[0];
  }

  /** A rule's path and body on their way. */
  private record Left(List<Term> path, Body body) {}

  /**
   * Whether documents would be there, though empty, where the rule does not hold, because the first key
   * of its path is known: a set, or objects within each other.
   */
  private static boolean hasInnerDocuments(Rule.Head original, Left left, TreeWalk.Place place) {
    var first = place.position() + 1;
    var keys = left.path.size() - first;
    return keys > (original.isMultiValue() ? 0 : 1)
        && left.path.get(first).isGround()
        && TermOrder.compareBodies(left.body, Forms.truth()) != 0;
  }

  /** Lets the first key be a variable, as the path of one of the rules is in the policy. */
  private static Left withOpenKey(Left left, int position, Frame child) {
    var key = new Term.Var(Location.NONE, "__localkey" + child.id + "__");
    var open = new ArrayList<>(left.path);
    var expressions = new ArrayList<>(left.body.expressions());
    expressions.add(Forms.equality(key, open.set(position, key)));
    return new Left(open, new Body(left.body.location(), expressions));
  }

  /** Leaves a function, whose parameters are unknown. */
  @Nullable
  Stop function(Call call, Found found, Then then) {
    var path = residue.named(call.operator);
    if (!residue.support.has(path)) {
      all(found).forEach(rule -> function(call.frame, path, rule));
    }
    return residue.support.has(path)
        ? residue.call(call.frame, found.arity(), path, call.args, then)
        : null;
  }

  private void function(Frame frame, Term.Ref path, Definition definition) {
    var original = definition.rule().head();
    var args = original.args() == null ? List.<Term>of() : original.args();
    leave(frame, definition, (body, child) -> {
      var spelled = args.stream().map(arg -> spelled(child, arg)).toList();
      var head = head(
          original.ref(), spelled, null, nullable(child, original.value()), false);
      var packageName = SupportModules.Path.of(path).packageName();
      residue.support.add(packageName, rule(definition, head, body));
    });
  }

  /** Takes what is left of a rule's body in one of the ways in which it may hold. */
  private interface Keep {
    void rule(Body body, Frame child);
  }

  /** Leaves a rule; false if it cannot hold. */
  private boolean leave(Frame frame, Definition definition, Keep keep) {
    var child = search.child(frame, definition.rule().body());
    var subject = new Event.OfRule(definition);
    var args = variables(definition.rule().head());
    args.forEach(name -> residue.unknowns.push(name, child.bindings));
    search.report.enter(child, subject);
    residue.apart(
        () -> search.run(child, () -> {
          search.report.exit(child, subject);
          child.defined = true;
          var body = residue.bodies.possible(residue.left());
          if (body != null) {
            keep.rule(body, child);
          }
          search.report.redo(child, subject);
          return null;
        }));
    residue.unknowns.pop(args.size());
    return child.defined;
  }

  /** The variables of a function's parameters. */
  private static Set<String> variables(Rule.Head head) {
    var names = new HashSet<String>();
    var args = head.args() == null ? List.<Term>of() : head.args();
    args.forEach(arg -> names.addAll(ResidualBodies.all(arg)));
    return names;
  }

  private Term spelled(Frame child, Term term) {
    return child.bindings.spelled(term, residue.outermost);
  }

  private @Nullable Term nullable(Frame child, @Nullable Term term) {
    return term == null ? null : spelled(child, term);
  }

  private void add(
      Term.Ref packageName, Definition definition, Rule.Head head, Body body) {
    var simple = residue.settings.shallow()
        ? body
        : Simplifier.ofBody(residue.bodies, live(head)).simplify(body);
    residue.support.add(packageName, rule(definition, head, simple));
  }

  private static Set<String> live(Rule.Head head) {
    var live = new HashSet<String>();
    var parts = new ArrayList<Term>(head.ref().parts().subList(1, head.ref().parts().size()));
    if (head.key() != null) {
      parts.add(head.key());
    }
    if (head.value() != null) {
      parts.add(head.value());
    }
    parts.forEach(part -> live.addAll(ResidualBodies.all(part)));
    return live;
  }

  private Rule rule(Definition definition, Rule.Head head, Body body) {
    search.budget.allocate(1);
    return new Rule(Location.NONE, definition.rule().isDefault(), head, body, true, null);
  }

  /** @param isComplete whether the name has no key, though it may have two parts */
  private static Rule.Head head(
      Term.Ref ref,
      @Nullable List<Term> args,
      @Nullable Term key,
      @Nullable Term value,
      boolean isComplete) {
    return new Rule.Head(
        Location.NONE, ref, args, key, value, false, false, isComplete, key != null);
  }
}
