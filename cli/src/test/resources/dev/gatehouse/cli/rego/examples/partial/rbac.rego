package rbac

import data.roles

default allow := false

allow if {
	some role in roles.of[input.user]
	some grant in roles.grants[role]
	input.action == grant.action
	input.type == grant.type
}

allow if is_admin

is_admin if "admin" in roles.of[input.user]

denied contains reason if {
	some rule in data.denials
	rule.action == input.action
	not exempt(input.user, rule)
	reason := sprintf("%s may not %s", [input.user, rule.action])
}

exempt(user, rule) if user in rule.exempt
