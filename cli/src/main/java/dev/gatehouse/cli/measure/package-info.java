/**
 * How fast policies are. Reviews are timed, a {@link dev.gatehouse.cli.measure.Measurement} comes
 * out, is shown as gator shows its own, saved, and compared with one saved before.
 */
@NullMarked
package dev.gatehouse.cli.measure;

import org.jspecify.annotations.NullMarked;
