package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules of one name, ready to run; what they gave is remembered in the scope. */
abstract class GroupCode {

  final int id;
  final List<Value> path;
  ClauseCode[] clauses = {};
  private int height = 1;

  GroupCode(int id, List<Value> path) {
    this.id = id;
    this.path = path;
  }

  /** Sets the rules, which may refer to this group's dependencies. */
  void complete(ClauseCode[] code) {
    this.clauses = code;
    this.height = height(code);
  }

  static int height(ClauseCode[] code) {
    var highest = 1;
    for (var first : code) {
      for (var clause = first; clause != null; clause = clause.otherwise) {
        highest = Math.max(highest, clause.height());
      }
    }
    return highest;
  }

  /** The whole document, null if it is undefined. */
  final @Nullable Value document(Context context) {
    var scope = context.scope;
    var known = scope.documents[id];
    if (known != null) {
      return known == Values.UNDEFINED ? null : known;
    }
    context.enter(height, location());
    var document = compute(context);
    context.leave(height);
    scope.documents[id] = document == null ? Values.UNDEFINED : document;
    return document;
  }

  abstract @Nullable Value compute(Context context);

  /** The part of the document under a key. */
  @Nullable
  Value member(Context context, Value key) {
    var whole = document(context);
    return whole == null ? null : Values.get(whole, key);
  }

  final Location location() {
    return clauses.length == 0 ? Location.NONE : clauses[0].location;
  }

  static EvaluationException conflict(ClauseCode clause, String detail) {
    return new EvaluationException(EvaluationException.CONFLICT, clause.location, detail);
  }
}
