package dev.gatehouse.rego.builtin;

/**
 * A long text that counts how often it is looked at: matching takes time in proportion to the text
 * and to the expression, and again for every match, within one call of the library.
 */
final class MeteredText implements CharSequence {

  /** Shorter texts end soon enough, whatever the expression. */
  static final int LONG = 2000;
  private static final int LOOKS = 256;

  private final BuiltinContext context;
  private final String text;
  private int looks;

  private MeteredText(BuiltinContext context, String text) {
    this.context = context;
    this.text = text;
  }

  /** The text, metered if it is long. */
  static CharSequence of(BuiltinContext context, String text) {
    return text.length() < LONG ? text : new MeteredText(context, text);
  }

  @Override
  public char charAt(int index) {
    if (++looks == LOOKS) {
      looks = 0;
      context.spend(LOOKS);
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
