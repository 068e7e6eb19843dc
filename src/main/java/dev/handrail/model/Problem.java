package dev.handrail.model;

/// An expected failure: a stable key for machines, a clear sentence for the admin, and what to do
/// next.
public record Problem(String key, Message what, Message todo) {
    /// Both sentences.
    public Message message() {
        return Message.sentences(what, todo);
    }
}
