/** Images judged by rules, against a local Sigstore and scripted registries. */
@NullMarked
package dev.gatehouse.trust.image;

import org.jspecify.annotations.NullMarked;
