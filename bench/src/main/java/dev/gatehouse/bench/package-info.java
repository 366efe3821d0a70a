/**
 * Side-by-side benchmarks: what goes in is a benchmark's name and the peers' programs, what comes
 * out is a table for people and one line {@code ratio CASE NUMBER} for each case.
 *
 * <p>Both sides run in one go, in rounds that take turns, and a case's number is the median of the
 * peer's rounds divided by the median of ours, as times: above 1 Gatehouse is ahead. Everything
 * listens on loopback, lives in one scratch folder and is ended by its process id.
 */
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
