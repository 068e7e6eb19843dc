package dev.handrail.ui;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.ConnectionQuestion;
import dev.handrail.ui.shell.ConnectionQuestionCards;

import javafx.scene.control.TitledPane;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pictures of the pages before a run: home, connecting, detection and the plan.
final class SetupScreenshots {
    private SetupScreenshots() {}

    static Map<String, Screenshots.Scene> scenes() {
        Map<String, Screenshots.Scene> screens = new LinkedHashMap<>();
        screens.put("home-first", SetupScreenshots::homeFirst);
        screens.put("home", SetupScreenshots::home);
        screens.put("connect", SetupScreenshots::connect);
        screens.put("connect-kept", SetupScreenshots::connectKept);
        screens.put("host-key", SetupScreenshots::hostKey);
        screens.put("password", SetupScreenshots::password);
        screens.put("problem", SetupScreenshots::problem);
        screens.put("detect", SetupScreenshots::detect);
        screens.put("detect-facts", SetupScreenshots::detectFacts);
        screens.put("plan", SetupScreenshots::plan);
        screens.put("plan-blocked", SetupScreenshots::planBlocked);
        screens.put("plan-steps", SetupScreenshots::planSteps);
        screens.put("roll-over-plan", SetupScreenshots::rollOverPlan);
        return screens;
    }

    private static void homeFirst(Fx fx, Scenes scenes) throws Exception {
        scenes.go(PageKind.HOME);
    }

    private static void home(Fx fx, Scenes scenes) throws Exception {
        scenes.servers();
        scenes.upgradedEarlier("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.ended("20261119-2200-b", Scenes.START.minus(Duration.ofHours(3)));
        scenes.toBackup(scenes.past("20261120-0110-c", PlanSample.twoHops(), Scenes.START))
                .start(3);
        scenes.go(PageKind.HOME);
    }

    static void connect(Fx fx, Scenes scenes) throws Exception {
        scenes.servers();
        scenes.go(PageKind.CONNECT);
        ScreenshotActions.fillAddress(fx, "db1.example.org", "root");
    }

    private static void connectKept(Fx fx, Scenes scenes) throws Exception {
        scenes.servers();
        scenes.go(PageKind.CONNECT);
        scenes.choose(1);
        fx.node("secrets-forget-SUDO");
    }

    private static void hostKey(Fx fx, Scenes scenes) throws Exception {
        scenes.go(PageKind.CONNECT);
        ScreenshotActions.fillAddress(fx, "db1.example.org", "root");
        fx.run(() ->
                new ConnectionQuestionCards(
                                fx.window().pageContext().texts(),
                                fx.window().pageContext().overlay())
                        .showQuestion(
                                new ConnectionQuestion.HostKeyQuestion(
                                        new HostKey(
                                                "db1.example.org",
                                                22,
                                                "ssh-ed25519",
                                                "SHA256:uNiVztksCsDhcc0u9e8BrpnbT7rGyCgbDTmT1fNxWnY"),
                                        yes -> {})));
    }

    private static void password(Fx fx, Scenes scenes) throws Exception {
        scenes.go(PageKind.CONNECT);
        ScreenshotActions.fillAddress(fx, "db1.example.org", "ada");
        fx.run(() ->
                new ConnectionQuestionCards(
                                fx.window().pageContext().texts(),
                                fx.window().pageContext().overlay())
                        .showQuestion(
                                new ConnectionQuestion.SecretQuestion(
                                        new SecretRequest(
                                                SecretRequest.RequestKind.SUDO,
                                                "ada@db1.example.org:22",
                                                "ada@db1.example.org",
                                                "[sudo] password for ada:",
                                                false,
                                                2),
                                        CredentialPrompt.KeychainOffer.OFFERED,
                                        yes -> {})));
    }

    private static void problem(Fx fx, Scenes scenes) throws Exception {
        scenes.go(PageKind.CONNECT);
        ScreenshotActions.fillAddress(fx, "db1.example.org", "root");
        scenes.inWindow(window ->
                window.pageContext()
                        .overlay()
                        .showProblem(
                                new Problem(
                                        "host-key.changed",
                                        Message.literal(
                                                "The host key of db1.example.org has changed."),
                                        Message.literal(
                                                "It was"
                                                    + " SHA256:uNiVztksCsDhcc0u9e8BrpnbT7rGyCgbDTmT1fNxWnY"
                                                    + " and is"
                                                    + " SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE"
                                                    + " now. If the server was set up anew, remove"
                                                    + " the old line from ~/.ssh/known_hosts; if"
                                                    + " not, someone may sit in between: do not"
                                                    + " connect."))));
    }

    private static void detect(Fx fx, Scenes scenes) throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.DETECT);
    }

    private static void detectFacts(Fx fx, Scenes scenes) throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.DETECT);
        fx.node("facts");
        fx.run(() -> ((TitledPane) fx.scene().lookup("#facts")).setExpanded(true));
        fx.press("how-version");
        fx.press("how-postgresql-version");
    }

    static void plan(Fx fx, Scenes scenes) throws Exception {
        scenes.detected("2.3.0");
        scenes.upgradedAsPlanned("20261021-0200-p");
        scenes.go(PageKind.PLAN);
    }

    private static void planBlocked(Fx fx, Scenes scenes) throws Exception {
        scenes.detected("2.3.0", "11.22");
        scenes.go(PageKind.PLAN);
        fx.awaitText("cannot start yet");
    }

    private static void planSteps(Fx fx, Scenes scenes) throws Exception {
        scenes.past("20261120-0158-d", PlanSample.twoHops(), Scenes.START).start(0);
        ScreenshotActions.openRun(fx, "20261120-0158-d");
        scenes.go(PageKind.PLAN);
        fx.press("step-more-dump");
        scenes.scrollTo("step-more-dump");
    }

    private static void rollOverPlan(Fx fx, Scenes scenes) throws Exception {
        scenes.servers();
        scenes.rollOver();
        scenes.go(PageKind.PLAN);
        fx.node("role-new");
    }
}
