package dev.gatehouse.trust.registry;

import com.google.re2j.Pattern;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that knows credentials, by docker's protocol: {@code docker-credential-NAME get} reads
 * the registry and answers with JSON. Its time and its answer are bounded.
 */
final class CredentialHelper {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LARGEST = 64 << 10;
  private static final int SECONDS = 10;

  private final String program;

  private CredentialHelper(String program) {
    this.program = program;
  }

  /** The helper of this name. @throws RegistryException if the name could be a path */
  static CredentialHelper named(String name) throws RegistryException {
    if (!NAME.matches(name)) {
      throw new RegistryException(Reason.CREDENTIALS, "\"" + name + "\" is no credential helper");
    }
    return new CredentialHelper("docker-credential-" + name);
  }

  /** The credential for a registry; empty if the helper knows none. */
  Optional<Credential> ask(String registry) throws RegistryException {
    var url = registry.equals(ImageReference.DOCKER_HUB) ? RegistryPattern.HUB_KEY : registry;
    var process = start();
    try {
      try (var in = process.getOutputStream()) {
        in.write(url.getBytes(StandardCharsets.UTF_8));
      }
      var answer = read(process);
      if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return nothing(answer);
      }
      return Optional.of(credential(answer));
    } catch (IOException | ExecutionException e) {
      throw failed("it broke off", e);
    } catch (TimeoutException e) {
      throw failed("it did not answer within " + SECONDS + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start() throws RegistryException {
    try {
      return new ProcessBuilder(List.of(program, "get"))
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw failed("it cannot be started; is it on the PATH?", e);
    }
  }

  private static byte[] read(Process process)
      throws ExecutionException, InterruptedException, TimeoutException {
    var answer = new CompletableFuture<byte[]>();
    Thread.ofVirtual().start(() -> {
      try (var out = process.getInputStream()) {
        answer.complete(out.readNBytes(LARGEST));
      } catch (IOException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer.get(SECONDS, TimeUnit.SECONDS);
  }

  /** Helpers say in words that they know nothing; anything else is a failure. */
  private Optional<Credential> nothing(byte[] answer) throws RegistryException {
    if (new String(answer, StandardCharsets.UTF_8).contains("credentials not found")) {
      return Optional.empty();
    }
    throw new RegistryException(Reason.CREDENTIALS,
        program + " failed; run \"" + program + " get\" to see why");
  }

  private static Credential credential(byte[] answer) throws RegistryException {
    var object = Fields.object("the answer of the credential helper", answer);
    var username = Fields.text(object, "Username");
    var secret = Fields.text(object, "Secret");
    return username.equals("<token>")
        ? new Credential.IdentityToken(secret)
        : new Credential.Basic(username, secret);
  }

  private RegistryException failed(String why, Exception cause) {
    return new RegistryException(Reason.CREDENTIALS, program + ": " + why, cause);
  }
}
