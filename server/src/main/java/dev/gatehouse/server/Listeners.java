package dev.gatehouse.server;

import dev.gatehouse.server.ServerConfig.Address;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the sockets of a server: TLS with HTTP/2 and HTTP/1.1, or plain HTTP/1.1, all bounded. */
final class Listeners {

  /** Streams at the same time on one HTTP/2 connection; Go's client opens another when it needs more. */
  private static final int STREAMS = 256;

  /**
   * Resets, pings and other frames of no use that one HTTP/2 connection may send in a second. All
   * streams of the API server's connection may time out at the same moment, and again soon after; a
   * flood sends tens of thousands.
   */
  private static final int USELESS_FRAMES_PER_SECOND = 4 * STREAMS;

  private static final int STREAM_WINDOW = 256 << 10;
  private static final int SESSION_WINDOW = 2 << 20;

  private final Server server;
  private final ServerConfig config;
  private final ConnectionWatch connections;

  Listeners(Server server, ServerConfig config, ConnectionWatch connections) {
    this.server = server;
    this.config = config;
    this.connections = connections;
  }

  /** HTTPS with both versions of HTTP; the client names the one it speaks in the handshake. */
  ServerConnector webhook(SSLContext context) {
    var http = httpConfiguration();
    // Callers reach the server by address or through a Service whose name they choose.
    http.addCustomizer(new SecureRequestCustomizer(false));
    var alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
    alpn.setDefaultProtocol("http/1.1");
    var tls = new SslConnectionFactory(tls(context), alpn.getProtocol());
    return connector(
        config.listen().webhook(), tls, alpn, http2(http), new HttpConnectionFactory(http));
  }

  /** Plain HTTP/1.1. */
  ServerConnector monitoring(Address address) {
    return connector(address, new HttpConnectionFactory(httpConfiguration()));
  }

  private ServerConnector connector(Address address, ConnectionFactory... protocols) {
    var connector = new ServerConnector(server, 1, 1, protocols);
    if (!address.host().isEmpty()) {
      connector.setHost(address.host());
    }
    connector.setPort(address.port());
    connector.setIdleTimeout(config.limits().load().idle().toMillis());
    // A shorter one would cut off connections whose requests are still being decided.
    connector.setShutdownIdleTimeout(config.stopping().grace().toMillis() + 1000);
    connector.addBean(connections);
    connector.addBean(new NetworkConnectionLimit(config.limits().load().connections(), connector));
    return connector;
  }

  private HttpConfiguration httpConfiguration() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(config.limits().request().headerBytes());
    return http;
  }

  private HTTP2ServerConnectionFactory http2(HttpConfiguration http) {
    var http2 = new HTTP2ServerConnectionFactory(http);
    http2.setMaxConcurrentStreams(STREAMS);
    http2.setInitialStreamRecvWindow(STREAM_WINDOW);
    http2.setInitialSessionRecvWindow(SESSION_WINDOW);
    http2.setMaxHeaderBlockFragment(config.limits().request().headerBytes());
    http2.setStreamIdleTimeout(config.limits().load().idle().toMillis());
    http2.setRateControlFactory(new WindowRateControl.Factory(USELESS_FRAMES_PER_SECOND));
    return http2;
  }

  private SslContextFactory.Server tls(SSLContext context) {
    var tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    tls.setIncludeProtocols(config.tls().oldest().protocols());
    tls.setNeedClientAuth(config.tls().clients().isPresent());
    tls.setRenegotiationAllowed(false);
    return tls;
  }
}
