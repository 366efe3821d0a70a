package dev.gatehouse.rego.plan;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** Plans references: a look-up for each part that is known, an iteration for each that is not. */
final class ReferencePlanner {

  private static final String DATA = "data";
  private static final String INPUT = "input";

  /** A longer reference is followed in pieces, so that operands are never nested deep. */
  private static final int MOST_NESTED = 32;

  private final Places places;
  private final TermPlanner terms;

  ReferencePlanner(Places places, TermPlanner terms) {
    this.places = places;
    this.terms = terms;
  }

  static boolean isData(Term.Ref ref) {
    return ref.head() instanceof Term.Var(var location, var name) && name.equals(DATA);
  }

  static boolean isInput(Term.Ref ref) {
    return ref.head() instanceof Term.Var(var location, var name) && name.equals(INPUT);
  }

  boolean isReady(Term.Ref ref, Draft draft) {
    return isRooted(ref) || terms.isReady(ref.head(), draft);
  }

  /** Whether the reference begins with what needs not be bound. */
  boolean isRooted(Term.Ref ref) {
    return isData(ref) || isInput(ref);
  }

  Operand operand(Term.Ref ref, Draft draft) {
    if (isData(ref)) {
      return document(ref, draft);
    }
    var head = isInput(ref) ? new Operand.InputDocument() : terms.operand(ref.head(), draft);
    return parts(head, rest(ref, 1), false, draft);
  }

  private static List<Term> rest(Term.Ref ref, int from) {
    return ref.parts().subList(from, ref.parts().size());
  }

  /** What the parts reach from a value on. */
  private Operand parts(Operand from, List<Term> parts, boolean isBase, Draft draft) {
    var current = from;
    var nesting = 0;
    for (var part : parts) {
      if (++nesting % MOST_NESTED == 0) {
        current = draft.stable(current);
      }
      current = part(current, part, isBase, draft);
    }
    return current;
  }

  private Operand part(Operand of, Term part, boolean isBase, Draft draft) {
    if (terms.isReady(part, draft)) {
      var key = terms.operand(part, draft);
      return isBase ? new Operand.BaseLookup(of, key) : new Operand.Lookup(of, key);
    }
    var value = draft.newSlot();
    if (part instanceof Term.Var v) {
      var key = v.isWildcard() ? Statement.NO_SLOT : draft.newSlot();
      draft.add(new Statement.Scan(of, key, value));
      if (!v.isWildcard()) {
        draft.bind(v.name(), new Operand.Local(key));
      }
    } else {
      var key = draft.newSlot();
      draft.add(new Statement.Scan(of, key, value));
      terms.match(part, new Operand.Local(key), draft);
    }
    return new Operand.Local(value);
  }

  private Operand document(Term.Ref ref, Draft draft) {
    var node = places.root();
    var path = new ArrayList<Value>();
    for (var i = 1; i < ref.parts().size(); i++) {
      if (!(ref.parts().get(i) instanceof Term.Scalar(var location, var key))) {
        return walk(node, rest(ref, i), draft);
      }
      path.add(key);
      node = node.child(key);
      if (node == null) {
        return parts(new Operand.BaseDocument(path), rest(ref, i + 1), true, draft);
      }
      if (node.hasGroup()) {
        return ofGroup(places.outline(node.group()), rest(ref, i + 1), draft);
      }
    }
    return new Operand.Extent(node);
  }

  private Operand ofGroup(Places.Outline group, List<Term> parts, Draft draft) {
    var whole = new Operand.Document(group.id());
    return switch (group.kind()) {
      case FUNCTION -> {
        draft.fail();
        yield new Operand.Constant(BooleanValue.FALSE);
      }
      case VALUE -> parts(whole, parts, false, draft);
      case SET, OBJECT -> {
        if (parts.isEmpty() || !terms.isReady(parts.getFirst(), draft)) {
          yield parts(whole, parts, false, draft);
        }
        var member = new Operand.Member(group.id(), terms.operand(parts.getFirst(), draft));
        yield parts(member, parts.subList(1, parts.size()), false, draft);
      }
    };
  }

  private Operand walk(DataNode from, List<Term> parts, Draft draft) {
    var walked = new ArrayList<Statement.Part>();
    var patterns = new ArrayList<Pattern>();
    for (var part : parts) {
      if (terms.isReady(part, draft)) {
        walked.add(new Statement.Known(terms.operand(part, draft)));
        continue;
      }
      var slot = draft.newSlot();
      walked.add(new Statement.Each(slot));
      if (part instanceof Term.Var v) {
        draft.bind(v.name(), new Operand.Local(slot));
      } else {
        patterns.add(new Pattern(part, slot));
      }
    }
    var result = draft.newSlot();
    draft.add(new Statement.Walk(from, walked, result));
    for (var pattern : patterns) {
      terms.match(pattern.term, new Operand.Local(pattern.slot), draft);
    }
    return new Operand.Local(result);
  }

  /** A part that is matched once the walk has filled a slot. */
  private record Pattern(Term term, int slot) {}
}
