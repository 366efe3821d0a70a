/** Tests of Kubernetes objects. */
@NullMarked
package dev.gatehouse.kube;

import org.jspecify.annotations.NullMarked;
