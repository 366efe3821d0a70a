package dev.gatehouse.cli;

/**
 * What can be written to where output goes.
 *
 * @param interactive whether a person reads along
 * @param colours whether colours may be used: only there, and never with {@code NO_COLOR}
 */
public record Terminal(boolean interactive, boolean colours) {

  private static final String RESET = "\033[0m";

  /** What a text means, which decides its colour. */
  public enum Tone {
    GOOD("\033[32m"), BAD("\033[31m"), CAREFUL("\033[33m"), STRONG("\033[1m"), QUIET("\033[2m");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  public static Terminal ofOutput() {
    var console = System.console();
    var interactive = console != null && console.isTerminal();
    var unwanted = System.getenv("NO_COLOR");
    var colours = interactive && (unwanted == null || unwanted.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(interactive, colours);
  }

  public String paint(Tone tone, String text) {
    return colours ? tone.code + text + RESET : text;
  }
}
