package dev.gatehouse.cli.judge;

import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Result;

/**
 * One violation.
 *
 * @param result the violation
 * @param object the object that violates, or that leads to one that does
 */
public record Judgement(Result result, KubernetesObject object) {}
