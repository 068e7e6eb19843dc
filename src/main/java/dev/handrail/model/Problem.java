package dev.handrail.model;

/// An expected failure: a stable key for machines, a clear sentence for the admin, and what to do
/// next.
public record Problem(String key, String what, String todo) {
    @Override
    public String toString() {
        return todo.isEmpty() ? what : what + " " + todo;
    }
}
