/**
 * Kubernetes objects as the API server sends them: immutable {@link dev.gatehouse.json.Value}s come
 * in, and their identity, labels and selectors, and admission reviews with their answers, go out.
 *
 * <p>Nothing here knows of policy. Reading never fails on an odd object: a field of the wrong type
 * counts as absent, as in the API machinery's accessors; what must be well-formed (a selector, a
 * review) has a parser that reports {@link dev.gatehouse.kube.FieldError}s.
 */
@NullMarked
package dev.gatehouse.kube;

import org.jspecify.annotations.NullMarked;
