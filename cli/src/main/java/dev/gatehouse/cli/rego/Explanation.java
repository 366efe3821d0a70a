package dev.gatehouse.cli.rego;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.Visitor;
import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.Trace;
import java.util.List;
import java.util.TreeMap;

/** The events of an evaluation in the JSON form of {@code opa eval --explain}. */
final class Explanation {

  private Explanation() {}

  /** The events that a mode shows. */
  static List<Event> events(Trace trace, ObservationOptions.Explain mode) {
    return switch (mode) {
      case OFF -> List.of();
      case DEBUG, FULL -> trace.events();
      case NOTES -> trace.notes();
      case FAILS -> trace.failures();
    };
  }

  static JsonTree json(Event event) {
    var ref = event.ref();
    return JsonTree.object()
        .with("Op", event.kind().text())
        .with("Node", node(event))
        .with("Location", location(event.location()))
        .with("QueryID", event.query())
        .with("ParentID", event.parent())
        .with("Locals", locals(event))
        .with("LocalMetadata", metadata(event))
        .with("Message", event.message())
        .with("Ref", ref == null ? NullValue.NULL : AstJson.of(ref));
  }

  private static JsonTree node(Event event) {
    return AstOrder.of(
        switch (event.subject()) {
          case Event.OfRule(var rule) -> AstJson.of(rule.rule());
          case Event.OfBody(var body) -> AstJson.of(body, false);
          case Event.OfExpression(var expression, var index, var body) ->
            AstJson.of(expression, index);
          case Event.OfNothing nothing -> NullValue.NULL;
        });
  }

  private static JsonTree location(Location location) {
    return location.equals(Location.NONE)
        ? new JsonTree.Leaf(NullValue.NULL)
        : Problem.locationJson(location);
  }

  private static JsonTree locals(Event event) {
    if (event.variables().isEmpty()) {
      return new JsonTree.Leaf(NullValue.NULL);
    }
    var locals = List.copyOf(new TreeMap<>(event.variables()).entrySet());
    return JsonTree.array(locals, local -> {
      var term = switch (local.getValue().value()) {
        case Term.Scalar(var location, var value) -> TermJson.of(value);
        case Term open -> (ObjectValue) AstJson.of(open);
      };
      return new JsonTree.Leaf(term.with("name", StringValue.of(shown(local.getKey()))));
    });
  }

  private static String shown(String local) {
    return local.startsWith("$") ? "_" : local;
  }

  private static JsonTree metadata(Event event) {
    if (event.subject() instanceof Event.OfNothing) {
      return new JsonTree.Leaf(NullValue.NULL);
    }
    var places = new TreeMap<String, Location>();
    new Visitor() {
      void subject(Event.Subject subject) {
        switch (subject) {
          case Event.OfRule(var rule) -> {
            head(rule.rule().head());
            body(rule.rule().body());
          }
          case Event.OfBody(var body) -> body(body);
          case Event.OfExpression(var expression, var index, var body) -> expression(expression);
          case Event.OfNothing nothing -> {
          }
        }
      }

      @Override
      protected boolean enter(Term term) {
        if (term instanceof Term.Var(var location, var name)
            && !event.names().of(name).equals(name)) {
          places.putIfAbsent(name, location);
        }
        return true;
      }
    }.subject(event.subject());
    event.variables().forEach((name, variable) -> places.put(name, variable.location()));
    var json = JsonTree.object();
    places.forEach(
        (local, place) -> json.with(
            local,
            JsonTree.object()
                .with("name", event.names().of(local))
                .with(
                    "location",
                    location(event.names().isValue(local) ? Location.NONE : place))));
    return json;
  }
}
