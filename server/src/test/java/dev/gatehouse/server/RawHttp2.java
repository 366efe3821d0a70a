package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that sends one frame at a time, also such that no decent client would send. */
final class RawHttp2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GO_AWAY = 7;
  static final int END_STREAM = 1;
  private static final int ACKNOWLEDGED = 1;
  private static final int END_HEADERS = 4;

  /** One frame that the server sent. */
  record Frame(int type, int flags, int stream, byte[] payload) {

    boolean endsStream() {
      return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }

    /** The error code of a reset, or of a farewell. */
    int errorCode() {
      return ByteBuffer.wrap(payload).getInt(type == GO_AWAY ? 4 : 0);
    }
  }

  private final SSLSocket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  RawHttp2(SSLContext trust, int port) throws IOException {
    socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[]{"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout((int) TestServer.PATIENCE.toMillis());
    socket.startHandshake();
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
    flush();
  }

  /** Begins a POST of JSON to the webhook. */
  void post(int stream) throws IOException {
    var block = new ByteArrayOutputStream();
    literal(block, ":method", "POST");
    literal(block, ":scheme", "https");
    literal(block, ":path", "/v1/admit");
    literal(block, ":authority", "localhost");
    literal(block, "content-type", "application/json");
    send(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  /** RFC 7541 §6.2.2: a literal without indexing, with a new name, not compressed. */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(US_ASCII));
    block.write(value.length());
    block.writeBytes(value.getBytes(US_ASCII));
  }

  void data(int stream, byte[] content, boolean last) throws IOException {
    send(DATA, last ? END_STREAM : 0, stream, content);
  }

  void reset(int stream) throws IOException {
    send(RESET, 0, stream, new byte[]{0, 0, 0, 8});
  }

  void ping() throws IOException {
    send(PING, 0, 0, new byte[8]);
  }

  /** Frames stay whole although one thread may acknowledge settings while another one sends. */
  synchronized void send(int type, int flags, int stream, byte[] payload) throws IOException {
    out.write(payload.length >> 16);
    out.writeShort(payload.length);
    out.write(type);
    out.write(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  synchronized void flush() throws IOException {
    out.flush();
  }

  /** The server's next frame; its settings are acknowledged on the way. */
  Frame next() throws IOException {
    for (;;) {
      var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      var frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(),
          new byte[length]);
      in.readFully(frame.payload);
      if (frame.type != SETTINGS) {
        return frame;
      }
      if ((frame.flags & ACKNOWLEDGED) == 0) {
        send(SETTINGS, ACKNOWLEDGED, 0, new byte[0]);
        flush();
      }
    }
  }

  /** Reads until the stream has ended; gives its body. */
  String answer(int stream) throws IOException {
    var body = new ByteArrayOutputStream();
    for (;;) {
      var frame = next();
      if (frame.stream == stream && frame.type == DATA) {
        body.writeBytes(frame.payload);
      }
      if (frame.stream == stream && (frame.endsStream() || frame.type == RESET)) {
        return body.toString(US_ASCII);
      }
      if (frame.type == GO_AWAY) {
        throw new IOException("the server said farewell with code " + frame.errorCode());
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
