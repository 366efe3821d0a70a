@NullMarked
package dev.gatehouse.trust.certificate;

import org.jspecify.annotations.NullMarked;
