package dev.gatehouse.server;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Leads the warnings of the HTTP library, which it gives to {@code java.util.logging}, into a log of
 * ours while it is open.
 */
final class JettyLog extends Handler {

  /** Held, because the JDK forgets the settings of a logger that nobody holds. */
  private final Logger logger = Logger.getLogger("org.eclipse.jetty");
  private final EventLog log;

  private JettyLog(EventLog log) {
    this.log = log;
  }

  static JettyLog open(EventLog log) {
    var handler = new JettyLog(log);
    handler.setLevel(Level.WARNING);
    handler.logger.setUseParentHandlers(false);
    handler.logger.addHandler(handler);
    return handler;
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      var line = log.warn(String.valueOf(entry.getMessage())).with("logger", entry.getLoggerName());
      var failure = entry.getThrown();
      (failure == null ? line : line.with(failure)).write();
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
