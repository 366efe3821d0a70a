package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.rego.builtin.go.IpText;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A connection for one request; never through a proxy. It ends when its time is over. */
final class Connection implements Closeable {

  private final Closeable channel;
  private final Watch watch;
  private InputStream in;
  private OutputStream out;

  private Connection(Closeable channel, InputStream in, OutputStream out, long endNanos) {
    this.channel = channel;
    this.in = in;
    this.out = out;
    this.watch = new Watch(endNanos, channel);
  }

  /** @throws IOException with Go's message */
  static Connection open(Target target, TlsSettings tls, long endNanos)
      throws IOException, InterruptedException {
    if (!target.socket().isEmpty()) {
      return local(target.socket(), endNanos);
    }
    var socket = connected(target, endNanos);
    var connection = new Connection(
        socket, socket.getInputStream(), socket.getOutputStream(), endNanos);
    try {
      if (target.isSecure()) {
        connection.secure(socket, target, tls);
      }
      return connection.buffered();
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private static Connection local(String path, long endNanos) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(path));
      return new Connection(channel, Channels.newInputStream(channel),
          Channels.newOutputStream(channel), endNanos).buffered();
    } catch (IOException | IllegalArgumentException e) {
      channel.close();
      throw new IOException("dial unix " + path + ": connect: " + reason(e), e);
    }
  }

  private static Socket connected(Target target, long endNanos)
      throws IOException, InterruptedException {
    var host = target.url().hostname();
    IOException first = null;
    try {
      for (var address : Names.addresses(host, endNanos)) {
        var socket = new Socket(Proxy.NO_PROXY);
        var left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        try {
          socket.connect(
              new InetSocketAddress(address, target.port()), Math.clamp(left, 1, 1 << 30));
          return socket;
        } catch (IOException e) {
          socket.close();
          var shown = IpText.format(address.getAddress());
          var failed = new IOException("dial tcp " + (shown.indexOf(':') < 0
              ? shown
              : "[" + shown + "]") + ":" + target.port() + ": " + connecting(e), e);
          first = first == null ? failed : first;
        }
      }
    } catch (UnknownHostException e) {
      throw new IOException("dial tcp: lookup " + host + ": no such host", e);
    } catch (TimeoutException e) {
      throw new IOException("dial tcp: lookup " + host + ": i/o timeout", e);
    }
    throw first == null ? new IOException("dial tcp: lookup " + host + ": no such host") : first;
  }

  private static String connecting(IOException e) {
    return e instanceof SocketTimeoutException ? "i/o timeout" : "connect: " + reason(e);
  }

  private static String reason(Exception e) {
    return switch (e) {
      case ConnectException refused -> "connection refused";
      case NoRouteToHostException unreachable -> "no route to host";
      default -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    };
  }

  private void secure(Socket socket, Target target, TlsSettings tls) throws IOException {
    var name = tls.serverName().isEmpty() ? target.url().hostname() : tls.serverName();
    try {
      var secured = (SSLSocket) TlsContexts.of(tls).getSocketFactory()
          .createSocket(socket, name, target.port(), true);
      var parameters = secured.getSSLParameters();
      if (!tls.isUnchecked()) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
      if (IpText.parse(name) == null) {
        parameters.setServerNames(List.of(new SNIHostName(name)));
      }
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      if (!tls.isUnchecked()) {
        PeerFault.checkNames(secured.getSession().getPeerCertificates());
      }
      in = secured.getInputStream();
      out = secured.getOutputStream();
    } catch (SSLPeerUnverifiedException | IllegalArgumentException e) {
      throw new IOException("tls: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IOException("tls: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(PeerFault.message(e, name), e);
    }
  }

  private Connection buffered() {
    in = new BufferedInputStream(in);
    out = new BufferedOutputStream(out);
    return this;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Whether it ended because its time was over. */
  boolean isLate() {
    return watch.isOver();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      watch.close();
    }
  }
}
