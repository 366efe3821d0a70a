package dev.gatehouse.http;

/** Who is called. */
public sealed interface Server {

  /** A name or address, without the brackets of an IPv6 address, and a port. */
  record Host(boolean isSecure, String name, int port) implements Server {}

  /** A socket in the file system of this machine. */
  record Local(String path) implements Server {

    @Override
    public String name() {
      return path;
    }
  }

  /** The server in a word, for people. */
  String name();
}
