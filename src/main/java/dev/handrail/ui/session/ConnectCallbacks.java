package dev.handrail.ui.session;

import dev.handrail.model.Problem;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What to do while and after Handrail connects to the servers of a run. `wanted` may be called on
/// any thread; once it returns false, Handrail asks, reports and starts nothing more. The other two
/// run on the FX thread.
public record ConnectCallbacks(
        BooleanSupplier wanted, Runnable started, Consumer<Problem> failed) {}
