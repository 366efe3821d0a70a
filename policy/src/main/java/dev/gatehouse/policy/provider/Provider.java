package dev.gatehouse.policy.provider;

import dev.gatehouse.kube.KubernetesObject;
import java.net.URI;
import java.time.Duration;

/**
 * A provider of external data.
 *
 * @param name the name that policies call it by
 * @param url where it is asked, always {@code https}
 * @param timeout how long an answer may take
 * @param caBundle the certificates it is trusted by, PEM
 * @param object the resource as it was written
 */
public record Provider(
    String name, URI url, Duration timeout, String caBundle, KubernetesObject object) {}
