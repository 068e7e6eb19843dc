package dev.handrail.ui.session;

import dev.handrail.model.Problem;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What comes of reaching a run's servers. `wanted`: false once the admin has given it up, from
/// when on nothing is asked, said or begun; called on any thread.
public record ConnectCallbacks(
        BooleanSupplier wanted, Runnable started, Consumer<Problem> failed) {}
