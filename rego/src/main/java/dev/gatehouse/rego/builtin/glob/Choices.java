package dev.gatehouse.rego.builtin.glob;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Factors out what all of some choices begin and end with. */
final class Choices {

  private final List<List<Part>> choices;
  private final List<Part> shortest;
  private int left;
  private int right;

  private Choices(List<List<Part>> choices, List<Part> shortest) {
    this.choices = choices;
    this.shortest = shortest;
  }

  /** A sequence of what they have in common and what they do not, null if nothing is in common. */
  static Part.@Nullable Sequence factored(Part.Choice choice) {
    var choices = new ArrayList<List<Part>>();
    for (var each : choice.choices()) {
      if (!(each instanceof Part.Sequence(var parts))) {
        return null;
      }
      choices.add(parts);
    }
    var shortest = choices.getFirst();
    for (var parts : choices) {
      shortest = parts.size() < shortest.size() ? parts : shortest;
    }
    var factors = new Choices(choices, shortest);
    if (choices.size() > 1) {
      factors.count();
    }
    return factors.left == 0 && factors.right == 0 ? null : factors.result();
  }

  /** From the left and from the right in turns, until they meet. */
  private void count() {
    var isLeft = true;
    var isRight = true;
    var size = shortest.size();
    for (var i = 0; left + right < size && i < size && (isLeft || isRight); i++) {
      var j = size - 1 - i;
      for (var parts : choices) {
        if (parts == shortest) {
          continue;
        }
        isLeft &= shortest.get(i).equals(parts.get(i));
        isRight &= !(isLeft && j <= i)
            && shortest.get(j).equals(parts.get(j + parts.size() - size));
      }
      left += isLeft ? 1 : 0;
      right += isRight ? 1 : 0;
    }
  }

  private Part.Sequence result() {
    var rests = new LinkedHashSet<Part>();
    for (var parts : choices) {
      var rest = parts.subList(left, parts.size() - right);
      rests.add(rest.isEmpty() ? Part.Plain.NOTHING : new Part.Sequence(rest));
    }
    var result = new ArrayList<Part>();
    if (left > 0) {
      result.add(new Part.Sequence(shortest.subList(0, left)));
    }
    if (rests.size() > 1) {
      result.add(new Part.Choice(List.copyOf(rests)));
    } else if (rests.getFirst() != Part.Plain.NOTHING) {
      result.add(rests.getFirst());
    }
    if (right > 0) {
      result.add(new Part.Sequence(shortest.subList(shortest.size() - right, shortest.size())));
    }
    return new Part.Sequence(result);
  }
}
