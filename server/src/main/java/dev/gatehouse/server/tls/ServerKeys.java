package dev.gatehouse.server.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the current identity to every new handshake. The identity can be exchanged at any time; a
 * handshake that began with the one before ends with it.
 */
final class ServerKeys extends X509ExtendedKeyManager {

  /** An identity under the alias by which a handshake asks for its parts. */
  private record Generation(String alias, Identity identity) {}

  /** The newest first, at most two. */
  private volatile List<Generation> generations = List.of();
  private int count;

  /** The current identity; there must have been one. */
  Identity identity() {
    return generations.getFirst().identity;
  }

  synchronized void replace(Identity next) {
    var generation = new Generation(Integer.toString(count++), next);
    generations = Stream.concat(Stream.of(generation), generations.stream()).limit(2).toList();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return alias(keyType);
  }

  private @Nullable String alias(String keyType) {
    return generations.stream()
        .limit(1)
        .filter(generation -> generation.identity.key().getAlgorithm().equals(keyType))
        .map(Generation::alias)
        .findFirst()
        .orElse(null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    var identity = identity(alias);
    return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    var identity = identity(alias);
    return identity == null ? null : identity.key();
  }

  private @Nullable Identity identity(String alias) {
    for (var generation : generations) {
      if (generation.alias.equals(alias)) {
        return generation.identity;
      }
    }
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    var alias = alias(keyType);
    return alias == null ? null : new String[]{alias};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
