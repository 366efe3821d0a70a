/**
 * The admission webhook over HTTPS.
 *
 * <p>In: HTTP requests, bounded in every way, and policies. Out: one answer to each request, with
 * its uid, and log lines and metrics about it. {@link dev.gatehouse.server.GateServer} wires
 * the whole; a request passes {@code FrontHandler} → {@code PostEndpoint} → {@code BodyReader}
 * → {@code DecisionGate} → {@code AdmissionDecider}.
 */
@NullMarked
package dev.gatehouse.server;

import org.jspecify.annotations.NullMarked;
