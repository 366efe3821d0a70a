package dev.gatehouse.rego.format;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Module;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text written so far, its indentation, and the comments that are still to be written. Mutable:
 * one sheet serves one formatting.
 */
final class Sheet {

  static final String INDENT = "\t";

  private final StringBuilder text = new StringBuilder();
  private List<Module.Comment> comments;
  private int level;
  private boolean inline;
  private Module.@Nullable Comment atLineEnd;
  private boolean delayed;
  private boolean commentsOnFinalLine;

  Sheet(List<Module.Comment> comments) {
    this.comments = comments;
  }

  /**
   * Two comments would end up on one line. Caught where the source text of a term can be kept as it
   * is instead.
   */
  static final class CommentsCollide extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommentsCollide() {
      super(null, null, false, false);
    }
  }

  /** A state to come back to. */
  record Mark(int length, int level, List<Module.Comment> comments) {}

  Mark mark() {
    return new Mark(text.length(), level, comments);
  }

  List<Module.Comment> comments() {
    return comments;
  }

  /** Forgets the comments that are still to come, as OPA does after a collision. */
  void loseComments() {
    comments = List.of();
  }

  void takeComments(List<Module.Comment> remaining) {
    comments = remaining;
  }

  boolean hasCommentAtLineEnd() {
    return atLineEnd != null;
  }

  boolean isInline() {
    return inline;
  }

  void beInline() {
    inline = true;
  }

  /** Whether a comment in the last row of text that is kept as it is goes behind that text. */
  void keepCommentsOnFinalLine(boolean keep) {
    commentsOnFinalLine = keep;
  }

  void write(String piece) {
    text.append(piece);
  }

  void startLine() {
    inline = true;
    text.repeat(INDENT, level);
  }

  /** Starts a line unless one is started. */
  void ensureLine() {
    if (!inline) {
      startLine();
    }
  }

  void endLine() {
    inline = false;
    if (atLineEnd != null && !delayed) {
      text.append(' ').append(shown(atLineEnd));
      atLineEnd = null;
    }
    delayed = false;
    text.append('\n');
  }

  void blankLine() {
    if (inline) {
      endLine();
    }
    text.append('\n');
  }

  void writeLine(String line) {
    ensureLine();
    write(line);
    endLine();
  }

  /** Ends the line and starts another, one level deeper; the comment at its end waits for the next. */
  void openSequence() {
    delayed = true;
    endLine();
    indent();
    startLine();
  }

  void indent() {
    level++;
  }

  void outdent() {
    level--;
  }

  static String shown(Module.Comment comment) {
    return "#" + comment.text().stripTrailing();
  }

  /** Writes the comments above a row, and puts the one in that row at the end of the line. */
  void insertComments(int row) {
    var before = new ArrayList<Module.Comment>();
    var after = new ArrayList<Module.Comment>();
    Module.Comment at = null;
    for (var comment : comments) {
      var commentRow = comment.location().row();
      if (commentRow < row) {
        before.add(comment);
      } else if (commentRow > row) {
        after.add(comment);
      } else {
        at = comment;
      }
    }
    comments = after;
    writeComments(before);
    if (!before.isEmpty() && row - before.getLast().location().row() > 1) {
      blankLine();
    }
    putAtLineEnd(at);
  }

  private void putAtLineEnd(Module.@Nullable Comment comment) {
    if (comment != null && atLineEnd != null) {
      atLineEnd = null;
      throw new CommentsCollide();
    }
    if (comment != null) {
      atLineEnd = comment;
    }
  }

  /** The comments above a row, which are still to come. */
  List<Module.Comment> commentsAbove(int row) {
    return comments.stream().filter(c -> c.location().row() < row).toList();
  }

  /** Writes the comments above a row and takes them away. */
  void writeCommentsAbove(int row) {
    var above = commentsAbove(row);
    writeComments(above);
    comments = comments.subList(above.size(), comments.size());
  }

  private void writeComments(List<Module.Comment> lines) {
    var inMetadata = false;
    for (var i = 0; i < lines.size(); i++) {
      var comment = lines.get(i);
      if (i > 0) {
        var distance = comment.location().row() - lines.get(i - 1).location().row();
        if (distance > 1) {
          blankLine();
          inMetadata = false;
        } else if (distance == 1 && inMetadata && isMetadata(comment)) {
          blankLine();
        }
      }
      inMetadata |= isMetadata(comment);
      writeLine(shown(comment));
    }
  }

  private static boolean isMetadata(Module.Comment comment) {
    return comment.location().column() == 1 && comment.text().strip().startsWith("METADATA");
  }

  /** Goes back and writes the source text of a node as it is, with the comments in it. */
  void keepSource(Location node, Mark mark) {
    text.setLength(mark.length);
    level = mark.level;
    if (atLineEnd != null
        && atLineEnd.location().row() >= node.row()
        && atLineEnd.location().row() <= Places.endRow(node)) {
      atLineEnd = null;
    }
    comments = mark.comments;
    writeSource(node);
  }

  /** Writes the source text of a node as it is and drops the comments in it. */
  void writeSource(Location node) {
    write(node.text());
    var lastRow = Places.endRow(node);
    var remaining = new ArrayList<Module.Comment>();
    for (var comment : comments) {
      if (commentsOnFinalLine && comment.location().row() == lastRow) {
        write(" " + comment.location().text());
      } else if (comment.location().row() >= lastRow) {
        remaining.add(comment);
      }
    }
    comments = remaining;
  }

  /** The whole text, with one line break at its end. */
  String finish() {
    for (var comment : comments) {
      writeLine(shown(comment));
    }
    var end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return end < text.length() ? text.substring(0, end) + "\n" : text.toString();
  }
}
