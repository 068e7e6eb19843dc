package dev.handrail.ui.session;

import dev.handrail.model.Target;

import java.util.HashMap;
import java.util.Map;

/// Gives each server a colour, so that an admin who upgrades several ones sees which one the window
/// shows. A server keeps its colour until the window closes, and mostly has it again the next time.
public final class ServerColors {
    /// The number of colours in the style sheet.
    private static final int COUNT = 8;

    private final Map<String, Integer> given = new HashMap<>();

    /// The style class with the colour of a server. The first eight servers have different ones.
    public String styleClass(Target target) {
        return "server-color-" + given.computeIfAbsent(target.addressText(), this::chooseColor);
    }

    private int chooseColor(String address) {
        int color = Math.floorMod(address.hashCode(), COUNT);
        for (int i = 0; i < COUNT && given.containsValue(color); i++) {
            color = (color + 1) % COUNT;
        }
        return color;
    }
}
