package dev.gatehouse.rego.partial;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which variables of a body must be equal, and to which constant; changes while it is made. */
final class Equalities {

  private final Set<String> live;
  private final Map<String, Group> groups = new HashMap<>();

  private Equalities(Set<String> live) {
    this.live = live;
  }

  /** Variables that are equal; changes as more of them are found. */
  static final class Group {
    private final String name;
    private @Nullable Group parent;
    private @Nullable Term constant;

    private Group(String name) {
      this.name = name;
    }

    /** The variable that stands for all of them. */
    String name() {
      return name;
    }

    @Nullable
    Term constant() {
      return constant;
    }

    /** The constant, or the variable that stands for all of them. */
    Term term() {
      return constant == null ? new Term.Var(Location.NONE, name) : constant;
    }

    /** Lets the variable stand where the constant could. */
    void keepVariable() {
      constant = null;
    }
  }

  /** Null if two different constants would have to be equal. */
  static @Nullable Equalities of(Body body, Set<String> live) {
    var equalities = new Equalities(live);
    for (var expression : body.expressions()) {
      if (!equalities.add(expression)) {
        return null;
      }
    }
    return equalities;
  }

  private boolean add(Expr expression) {
    if (!Forms.isEquality(expression) || expression.negated() || !expression.withs().isEmpty()) {
      return true;
    }
    var left = Forms.left(expression);
    var right = Forms.right(expression);
    if (left instanceof Term.Var a && right instanceof Term.Var b) {
      return merge(group(a.name()), group(b.name()));
    }
    if (left instanceof Term.Var a && Forms.isConstant(right)) {
      return equals(group(a.name()), right);
    }
    return !(right instanceof Term.Var b)
        || !Forms.isConstant(left)
        || equals(group(b.name()), left);
  }

  private static boolean equals(Group group, Term constant) {
    if (group.constant != null && !Forms.same(group.constant, constant)) {
      return false;
    }
    group.constant = constant;
    return true;
  }

  private boolean merge(Group left, Group right) {
    if (left == right) {
      return true;
    }
    var parent = live.contains(left.name) ? left : right;
    var child = parent == left ? right : left;
    child.parent = parent;
    if (parent.constant == null) {
      parent.constant = child.constant;
      return true;
    }
    return child.constant == null || Forms.same(parent.constant, child.constant);
  }

  private Group group(String name) {
    return root(groups.computeIfAbsent(name, Group::new));
  }

  /** The group of a variable, null if it is equal to nothing. */
  @Nullable
  Group find(String name) {
    var group = groups.get(name);
    return group == null ? null : root(group);
  }

  private static Group root(Group start) {
    var group = start;
    while (group.parent != null) {
      group = group.parent;
    }
    return group;
  }
}
