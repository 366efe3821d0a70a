package dev.gatehouse.policy.expansion;

import dev.gatehouse.kube.KubernetesObject;

/**
 * An object that a workload will generate.
 *
 * @param object the object
 * @param template the name of the expansion template that says so
 * @param enforcementAction the action that goes before that of constraints, empty if there is none
 */
public record Resultant(KubernetesObject object, String template, String enforcementAction) {}
