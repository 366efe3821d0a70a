/**
 * What is allowed. Constraint templates, constraints and a Kubernetes object come in, a decision
 * goes out.
 *
 * <p>A {@link dev.gatehouse.policy.Template} holds a policy's compiled code and the schema of its
 * parameters; a {@link dev.gatehouse.policy.Constraint} says where it applies, with which
 * parameters, and what a violation leads to. A {@link dev.gatehouse.policy.PolicySet} is an
 * immutable snapshot of both; it judges a {@link dev.gatehouse.policy.Review} and gives a
 * {@link dev.gatehouse.policy.Decision}. A change makes a new snapshot.
 *
 * <p>Around it: {@code match} (which objects a constraint is about), {@code schema} (parameters),
 * {@code expansion} (what a workload will generate), {@code provider} (data from outside),
 * {@code source} (where policies come from) and {@code admission} (a request of the API server and
 * its answer). Behaviour and messages are those of OPA Gatekeeper.
 */
@NullMarked
package dev.gatehouse.policy;

import org.jspecify.annotations.NullMarked;
