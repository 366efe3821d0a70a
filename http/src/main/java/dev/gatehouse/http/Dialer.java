package dev.gatehouse.http;

import dev.gatehouse.http.HttpException.Reason;
import dev.gatehouse.http.HttpException.Stage;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * Opens connections, never through a proxy: finds the addresses of a name, leaves out those beyond
 * reach, and connects to one of the very addresses it looked at, so that no second answer of the
 * name service counts.
 */
final class Dialer implements AutoCloseable {

  private static final int MOST_ADDRESSES = 8;

  private final Manner manner;
  private final NameService names;
  private final TlsContexts contexts = new TlsContexts();

  Dialer(Manner manner) {
    this.manner = manner;
    this.names = new NameService(manner.names());
  }

  /**
   * A new connection.
   *
   * @param opened is told of the socket before anything is sent, so that it can be cut
   */
  Connection dial(Server server, HttpTransport.Bounds bounds, Consumer<Closeable> opened)
      throws HttpException {
    return switch (server) {
      case Server.Local local -> local(local, bounds.deadline(), opened);
      case Server.Host host -> {
        var addresses = reachable(host, bounds);
        yield secured(host, connected(host, addresses, bounds.deadline(), opened), bounds);
      }
    };
  }

  private static Connection local(
      Server.Local server, Deadline deadline, Consumer<Closeable> opened) throws HttpException {
    try {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        opened.accept(channel);
        channel.connect(UnixDomainSocketAddress.of(server.path()));
        return new Connection(channel, Channels.newInputStream(channel),
            Channels.newOutputStream(channel), AddressKind.LOOPBACK);
      } catch (IOException | IllegalArgumentException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw HttpException.unconnected(
          deadline.isOver() ? Reason.TIMEOUT : Reason.UNREACHABLE,
          "no connection to " + server.path() + ": " + e.getMessage(), e);
    }
  }

  private List<InetAddress> reachable(Server.Host server, HttpTransport.Bounds bounds)
      throws HttpException {
    var all = addresses(server.name(), bounds.deadline());
    var within = new ArrayList<InetAddress>();
    for (var address : all) {
      if (bounds.reach().includes(AddressKind.of(address)) && within.size() < MOST_ADDRESSES) {
        within.add(address);
      }
    }
    if (all.isEmpty()) {
      throw HttpException.unconnected(
          Reason.UNREACHABLE, server.name() + " has no address", null);
    }
    if (within.isEmpty()) {
      var first = all.getFirst();
      throw HttpException.unconnected(Reason.REFUSED_ADDRESS,
          "refused to connect to " + server.name() + ": its address " + first.getHostAddress()
              + " is " + AddressKind.of(first).name().toLowerCase(Locale.ROOT),
          null);
    }
    return within;
  }

  private List<InetAddress> addresses(String host, Deadline deadline) throws HttpException {
    try {
      return names.addresses(host, deadline);
    } catch (UnknownHostException e) {
      throw HttpException.unconnected(
          Reason.UNREACHABLE, "no address is known for " + host, e);
    } catch (TimeoutException e) {
      throw HttpException.unconnected(
          Reason.TIMEOUT, "no address of " + host + " was found in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HttpException.unconnected(Reason.TIMEOUT, "interrupted", e);
    }
  }

  /** A socket connected to the first address that answers; the fault is that of the first. */
  private Socket connected(Server.Host server, List<InetAddress> addresses, Deadline deadline,
      Consumer<Closeable> opened) throws HttpException {
    HttpException first = null;
    for (var address : addresses) {
      var target = new InetSocketAddress(address, server.port());
      try {
        return connected(target, deadline, opened);
      } catch (IOException e) {
        var failure = failure(server, target, Stage.CONNECTING, deadline, e);
        if (failure.reason() == Reason.TIMEOUT) {
          throw failure;
        }
        first = first == null ? failure : first;
      }
    }
    throw Objects.requireNonNull(first, "there is an address");
  }

  private Socket connected(
      InetSocketAddress target, Deadline deadline, Consumer<Closeable> opened)
      throws IOException {
    var socket = new Socket(Proxy.NO_PROXY);
    try {
      opened.accept(socket);
      socket.setTcpNoDelay(true);
      socket.connect(target, deadline.orAfter(manner.longestConnect()).leftMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Connection secured(Server.Host server, Socket socket, HttpTransport.Bounds bounds)
      throws HttpException {
    var kind = AddressKind.of(socket.getInetAddress());
    var target = (InetSocketAddress) socket.getRemoteSocketAddress();
    try {
      var layered = server.isSecure() ? secure(socket, server, bounds.tls()) : socket;
      return new Connection(socket, layered.getInputStream(), layered.getOutputStream(), kind);
    } catch (IOException e) {
      close(socket, e);
      throw failure(server, target, Stage.SECURING, bounds.deadline(), e);
    }
  }

  private static void close(Socket socket, IOException reason) {
    try {
      socket.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private Socket secure(Socket raw, Server.Host server, TlsSettings tls) throws IOException {
    var name = tls.serverName().isEmpty() ? server.name() : tls.serverName();
    var socket = (SSLSocket) contexts.of(tls).getSocketFactory()
        .createSocket(raw, name, server.port(), true);
    var parameters = socket.getSSLParameters();
    if (!tls.trustAnyServer()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (!isLiteral(name)) {
      parameters.setServerNames(List.of(indication(name)));
    }
    parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    if (!tls.trustAnyServer()) {
      requireNames(socket.getSession().getPeerCertificates()[0]);
    }
    return socket;
  }

  private static boolean isLiteral(String name) {
    try {
      InetAddress.ofLiteral(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static SNIHostName indication(String name) throws SSLException {
    try {
      return new SNIHostName(name);
    } catch (IllegalArgumentException e) {
      throw new SSLException(e.getMessage(), e);
    }
  }

  /** Names are those of the extension alone: the common name of a subject does not count (RFC 9525). */
  private static void requireNames(Certificate leaf)
      throws SSLPeerUnverifiedException {
    try {
      if (!(leaf instanceof X509Certificate certificate)
          || certificate.getSubjectAlternativeNames() == null) {
        throw new SSLPeerUnverifiedException("certificate has no names");
      }
    } catch (CertificateException e) {
      throw new SSLPeerUnverifiedException(e.getMessage());
    }
  }

  private static HttpException failure(Server.Host server, InetSocketAddress target, Stage stage,
      Deadline deadline, IOException e) {
    var where = server.name() + " (" + target.getAddress().getHostAddress() + ", port "
        + server.port() + ")";
    if (deadline.isOver()) {
      return HttpException.unconnected(
          Reason.TIMEOUT, stage, "no connection to " + where + " in time", target, e);
    }
    return e instanceof SSLException
        ? HttpException.unconnected(Reason.UNTRUSTED, stage,
            "no trusted connection to " + where + ": " + e.getMessage(), target, e)
        : HttpException.unconnected(Reason.UNREACHABLE, stage,
            "no connection to " + where + ": " + e.getMessage(), target, e);
  }

  @Override
  public void close() {
    names.close();
  }
}
