package dev.gatehouse.rego.builtin.graphql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for arguments and directives. */
final class ArgumentRules {

  private ArgumentRules() {}

  /** Arguments are those of the field or directive. */
  static final class Known implements Rule {

    @Override
    public void field(QueryWalk walk, Selection.Field field) {
      var site = walk.site(field);
      var parent = site.parent();
      if (site.field() != null && parent != null) {
        unknown(
            walk,
            field.arguments(),
            site.field().arguments(),
            "on field \"" + parent.name() + "." + field.name() + "\".",
            field.place());
      }
    }

    @Override
    public void directive(
        QueryWalk walk, Directive use, @Nullable DirectiveDefinition definition, String at) {
      if (definition != null) {
        unknown(
            walk,
            use.arguments(),
            definition.arguments(),
            "on directive \"@" + use.name() + "\".",
            use.place());
      }
    }

    private static void unknown(
        QueryWalk walk,
        List<Directive.Argument> given,
        List<Definition.Field> defined,
        String where,
        @Nullable Place place) {
      var names = defined.stream().map(Definition.Field::name).toList();
      for (var argument : given) {
        if (!names.contains(argument.name())) {
          walk.fault(
              place,
              "Unknown argument \"" + argument.name() + "\" " + where
                  + Suggestions.quoted("Did you mean", argument.name(), names));
        }
      }
    }
  }

  /** Arguments that are required are given. */
  static final class Required implements Rule {

    @Override
    public void field(QueryWalk walk, Selection.Field field) {
      var definition = walk.site(field).field();
      if (definition != null) {
        missing(
            walk,
            field.arguments(),
            definition.arguments(),
            "Field \"" + field.name() + "\"",
            field.place());
      }
    }

    @Override
    public void directive(
        QueryWalk walk, Directive use, @Nullable DirectiveDefinition definition, String at) {
      if (definition != null) {
        missing(
            walk,
            use.arguments(),
            definition.arguments(),
            "Directive \"@" + definition.name() + "\"",
            use.place());
      }
    }

    private static void missing(
        QueryWalk walk,
        List<Directive.Argument> given,
        List<Definition.Field> defined,
        String owner,
        @Nullable Place place) {
      for (var definition : defined) {
        if (definition.isRequired()
            && given.stream().noneMatch(g -> g.name().equals(definition.name()))) {
          walk.fault(
              place,
              owner + " argument \"" + definition.name() + "\" of type \"" + definition.type()
                  + "\" is required, but it was not provided.");
        }
      }
    }
  }

  /** No argument is given more than once. */
  static final class Unique implements Rule {

    @Override
    public void field(QueryWalk walk, Selection.Field field) {
      repeated(walk, field.arguments());
    }

    @Override
    public void directive(
        QueryWalk walk, Directive use, @Nullable DirectiveDefinition definition, String at) {
      repeated(walk, use.arguments());
    }

    private static void repeated(QueryWalk walk, List<Directive.Argument> arguments) {
      var seen = new HashSet<String>();
      var reported = new HashSet<String>();
      for (var argument : arguments) {
        if (!seen.add(argument.name()) && reported.add(argument.name())) {
          walk.fault(
              argument.place(),
              "There can be only one argument named \"" + argument.name() + "\".");
        }
      }
    }
  }

  /** Directives are known, and stand where they may. */
  static final class KnownDirectives implements Rule {

    private final Set<Directive> seen = new HashSet<>();

    @Override
    public void directive(
        QueryWalk walk, Directive use, @Nullable DirectiveDefinition definition, String at) {
      if (definition == null) {
        walk.fault(use.place(), "Unknown directive \"@" + use.name() + "\".");
        return;
      }
      var mark = new Directive(use.name(), List.of(), use.place());
      if (!definition.locations().contains(at) && seen.add(mark)) {
        walk.fault(
            use.place(), "Directive \"@" + use.name() + "\" may not be used on " + at + ".");
      }
    }
  }

  /** A directive stands once at a place, unless it is repeatable. */
  static final class UniqueDirectives implements Rule {

    @Override
    public void directives(QueryWalk walk, List<Directive> directives) {
      var seen = new HashSet<String>();
      for (var use : directives) {
        var definition = walk.schema().directive(use.name());
        var repeatable = definition != null && definition.repeatable();
        if (!seen.add(use.name()) && !repeatable) {
          walk.fault(
              use.place(),
              "The directive \"@" + use.name() + "\" can only be used once at this location.");
        }
      }
    }
  }
}
