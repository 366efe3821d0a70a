package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that define an object together, whose keys are computed. */
final class ObjectCode extends GroupCode {

  private ClauseCode[] keyed = {};
  private int keyedHeight = 1;

  ObjectCode(int id, List<Value> path) {
    super(id, path);
  }

  void complete(ClauseCode[] code, ClauseCode[] keyedCode) {
    complete(code);
    this.keyed = keyedCode;
    this.keyedHeight = height(keyedCode);
  }

  @Override
  Value compute(Context context) {
    var builder = new DocumentBuilder();
    for (var first : clauses) {
      runChain(first, null, builder, context);
    }
    return builder.build();
  }

  @Override
  @Nullable
  Value member(Context context, Value key) {
    var scope = context.scope;
    if (keyed.length == 0 || scope.documents[id] != null) {
      return super.member(context, key);
    }
    var members = scope.members(id);
    var known = members.get(key);
    if (known == null) {
      var value = compute(context, key);
      known = value == null ? Values.UNDEFINED : value;
      members.put(key, known);
    }
    return known == Values.UNDEFINED ? null : known;
  }

  private @Nullable Value compute(Context context, Value key) {
    context.enter(keyedHeight, location());
    var builder = new DocumentBuilder();
    for (var first : keyed) {
      runChain(first, key, builder, context);
    }
    context.leave(keyedHeight);
    return builder.build().get(key);
  }

  private static void runChain(
      ClauseCode first, @Nullable Value key, DocumentBuilder builder, Context context) {
    for (var clause = first; clause != null; clause = clause.otherwise) {
      var before = builder.additions();
      var frame = context.frame(clause);
      frame.sink = builder;
      if (key != null) {
        frame.slots[0] = key;
      }
      clause.run(frame);
      frame.release();
      if (builder.additions() > before) {
        return;
      }
    }
  }

  /** Adds to the document: a value under a path of keys, or a member to the set there. */
  static final class Add extends Last {
    private final Expression[] path;
    private final Expression value;
    private final boolean isMember;

    Add(Expression[] path, Expression value, boolean isMember) {
      this.path = path;
      this.value = value;
      this.isMember = isMember;
    }

    @Override
    boolean run(Frame frame) {
      var keys = Terms.all(path, frame);
      var leaf = keys == null ? null : value.eval(frame);
      if (keys != null && leaf != null) {
        add(frame, keys, leaf, isMember);
      }
      return false;
    }
  }

  /** Adds to the document that is being built: a value, or the member of a set, under a path. */
  static void add(Frame frame, Value[] path, Value leaf, boolean isMember) {
    if (!(frame.sink instanceof DocumentBuilder builder)) {
      return;
    }
    frame.allocate(path.length);
    var added = isMember ? builder.addMember(path, leaf) : builder.put(path, leaf);
    if (!added) {
      throw conflict(frame.clause, Conflicts.OBJECT_KEYS);
    }
  }
}
