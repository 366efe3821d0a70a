/**
 * Makes up programs: a number goes in, modules with data, input and queries come out. Terms are
 * made for a wanted shape, so that most programs compile and their rules are defined.
 */
@NullMarked
package dev.gatehouse.conformance.differential.program;

import org.jspecify.annotations.NullMarked;
