package dev.gatehouse.rego.builtin.glob;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A compiled glob. */
public final class Glob {

  private final Matcher matcher;

  private Glob(Matcher matcher) {
    this.matcher = matcher;
  }

  /**
   * Compiles a glob.
   *
   * @param delimiters characters that a star and a question mark do not match
   * @param work is told of work, and may throw to end it
   * @throws IllegalArgumentException if the glob is malformed
   */
  public static Glob compile(String glob, String delimiters, LongConsumer work) {
    var compiler = new Compiler(Characters.of(delimiters), work);
    return new Glob(compiler.matcher(GlobReader.read(glob)));
  }

  /**
   * Whether it matches the whole text.
   *
   * @param work is told of work, and may throw to end it
   * @throws IllegalArgumentException if the text has characters beyond ASCII where the glob counts
   *     bytes, which the library of OPA cannot take either
   */
  public boolean matches(String text, LongConsumer work) {
    try {
      return matcher.matches(new Search(work), Bytes.of(text));
    } catch (StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("glob cannot be applied to " + text, e);
    }
  }

  /** Makes matchers of parts. */
  private record Compiler(Characters delimiters, LongConsumer work) {

    Matcher matcher(Part part) {
      return simplified(switch (part) {
        case Part.Sequence(var parts) when parts.isEmpty() -> new Simple.Nothing();
        case Part.Sequence(var parts) -> joined(merged(matchers(parts)));
        case Part.Choice choice -> {
          var factored = Choices.factored(choice);
          yield factored == null
              ? new OneOf(matchers(choice.choices()))
              : matcher(factored);
        }
        case Part.Literal(var text) -> new Simple.Exact(Bytes.of(text));
        case Part.Listed(var characters, var not) ->
          new Single.Listed(Characters.of(characters), not);
        case Part.Between(var low, var high, var not) -> new Single.Between(low, high, not);
        case Part.Plain plain -> switch (plain) {
          case STAR -> new Simple.Without(delimiters);
          case STARS -> new Simple.All();
          case QUESTION -> new Single.Question(delimiters);
          case NOTHING -> new Simple.Nothing();
        };
      });
    }

    private List<Matcher> matchers(List<Part> parts) {
      return parts.stream().map(this::matcher).toList();
    }

    /** Merges neighbours as long as there are some, those first that merge most. */
    private List<Matcher> merged(List<Matcher> matchers) {
      Matcher best = null;
      var from = 0;
      var to = 0;
      for (var left = 0; left < matchers.size(); left++) {
        for (var right = matchers.size(); right > left + 1; right--) {
          work.accept(right - left);
          var glued = Glue.of(matchers.subList(left, right));
          if (glued != null && (best == null || to - from < right - left
              || best.length() != Matcher.ANY && glued.length() > best.length())) {
            best = glued;
            from = left;
            to = right;
          }
        }
      }
      if (best == null) {
        return matchers;
      }
      var next = new ArrayList<>(matchers.subList(0, from));
      next.add(best);
      next.addAll(matchers.subList(to, matchers.size()));
      return merged(next);
    }

    /** The longest of fixed length, the last of several, goes between those left and right of it. */
    private Matcher joined(List<Matcher> matchers) {
      var glued = matchers.size() == 1 ? matchers.getFirst() : Glue.of(matchers);
      if (glued != null) {
        return glued;
      }
      var longest = Matcher.ANY;
      var middle = -1;
      for (var i = 0; i < matchers.size(); i++) {
        var length = matchers.get(i).length();
        if (length != Matcher.ANY && length >= longest) {
          longest = length;
          middle = i;
        }
      }
      return middle < 0
          ? Joined.of(matchers.getFirst(), null, joined(matchers.subList(1, matchers.size())))
          : Joined.of(matchers.get(middle), side(matchers.subList(0, middle)),
              side(matchers.subList(middle + 1, matchers.size())));
    }

    private @Nullable Matcher side(List<Matcher> matchers) {
      return matchers.isEmpty() ? null : joined(matchers);
    }

    private static Matcher simplified(Matcher matcher) {
      return switch (matcher) {
        case Simple.Without(var characters) when characters.text().isEmpty() -> new Simple.All();
        case OneOf(var matchers) when matchers.size() == 1 -> matchers.getFirst();
        case Single.Listed(var list, var not) when !not && list.bytes().size() == 1 ->
          new Simple.Exact(list.bytes().getFirst());
        case Joined joined -> simplified(joined);
        default -> matcher;
      };
    }

    private static Matcher simplified(Joined joined) {
      var left = joined.left() == null ? null : simplified(joined.left());
      var right = joined.right() == null ? null : simplified(joined.right());
      return joined.middle() instanceof Simple.Exact(var bytes)
          ? around(bytes, joined.with(left, right))
          : joined.with(left, right);
    }

    /** A text with something, or nothing, on either side of it. */
    private static Matcher around(String bytes, Joined joined) {
      var left = joined.left();
      var right = joined.right();
      if (left == null) {
        return switch (right) {
          case null -> new Simple.Exact(bytes);
          case Simple.All all -> new Simple.Beginning(bytes);
          case Simple.Ending(var suffix) -> new Simple.Enclosed(bytes, suffix);
          case Simple.Without(var characters) -> new Simple.BeginningWithout(bytes, characters);
          default -> joined;
        };
      }
      if (right == null) {
        return switch (left) {
          case Simple.All all -> new Simple.Ending(bytes);
          case Simple.Beginning(var prefix) -> new Simple.Enclosed(prefix, bytes);
          case Simple.Without(var characters) -> new Simple.EndingWithout(bytes, characters);
          default -> joined;
        };
      }
      return left instanceof Simple.All && right instanceof Simple.All
          ? new Simple.Containing(bytes)
          : joined;
    }
  }
}
