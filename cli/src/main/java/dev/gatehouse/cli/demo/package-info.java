/**
 * The product in one command: example policies and objects come in, a server judges them over real
 * TLS, a table of decisions goes out.
 */
@NullMarked
package dev.gatehouse.cli.demo;

import org.jspecify.annotations.NullMarked;
