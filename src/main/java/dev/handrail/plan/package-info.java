/// Plans upgrades, roll-backs, verifications and fixes from facts and runbooks. It uses no clock,
/// disk or network.
@NullMarked
package dev.handrail.plan;

import org.jspecify.annotations.NullMarked;
