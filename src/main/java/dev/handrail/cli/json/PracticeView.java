package dev.handrail.cli.json;

import dev.handrail.model.Target;
import dev.handrail.practice.PracticeServer;

/// How to reach the practice server. `address`: the form that commands accept. `identity`: the
/// private key file to log in with. `hostKey`: the fingerprint for `--accept-host-key`.
public record PracticeView(
        String address, String host, int port, String user, String identity, String hostKey) {

    public static PracticeView of(PracticeServer server) {
        Target target = server.target();
        return new PracticeView(
                target.addressText(),
                target.host(),
                target.port(),
                target.user(),
                server.keyFile().toString(),
                server.hostKey());
    }

    /// Handrail plays a recorded upgrade. `because`: why the practice server cannot run.
    public record RecordingView(String event, ProblemView because) {
        public static RecordingView of(ProblemView because) {
            return new RecordingView("recording", because);
        }
    }

    /// The practice server runs this version after the upgrade.
    public record VerifiedView(String event, String version) {
        public static VerifiedView of(String version) {
            return new VerifiedView("verified", version);
        }
    }
}
