package dev.handrail.ui.servers;

import dev.handrail.app.UpgradePlanning;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLayout;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows what is installed on the server, and how Handrail found it. For a run that has started it
/// shows the facts from before the run.
public final class DetectPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final WindowSession session;
    private final ProductSelector selector;
    private final PageActions actions = new PageActions();
    private final PageLayout box;
    private final VBox content = Ui.column(12);
    private final List<ProductCard> cards = new ArrayList<>();
    private Optional<String> wanted;

    /// The location may name a product, whose plan opens as soon as it is detected.
    public DetectPage(PageContext context, PageLocation location) {
        this.wanted = location.product();
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.selector = new ProductSelector(context, this::showLinkLost);
        this.box = new PageLayout(texts.get("detect.title"), texts.get("detect.lead"));
        box.addSections(content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public PageActions pageActions() {
        return actions;
    }

    @Override
    public void onShown() {
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        if (run != null) {
            showPastPlan(run.start().plan());
            return;
        }
        Optional.ofNullable(session.detectionProperty().get())
                .ifPresentOrElse(this::showDetection, this::detectProducts);
    }

    /// Shows the facts with which the plan was made. The server is not asked again.
    private void showPastPlan(Plan.Ready plan) {
        FactTable table = new FactTable(texts, plan.facts());
        content.getChildren()
                .setAll(
                        Ui.card(
                                Ui.label(
                                        plan.productName() + " " + plan.from().text(),
                                        "card-title")),
                        Ui.sectionTitle(texts.get("detect.facts")),
                        table.view());
        actions.setPrimary(PageAction.main(texts.get("detect.to-run"), context.nav()::goToRun));
    }

    /// Shows a progress bar and starts to detect. Without a connection nothing follows.
    private void detectProducts() {
        content.getChildren()
                .setAll(
                        Ui.wrappedText(texts.get("detect.running"), "muted"),
                        Ui.indeterminateBar());
        actions.setPrimary(
                PageAction.main(texts.get("detect.next"), () -> {})
                        .withDisabledReason(texts.get("detect.running")));
        session.currentLink().ifPresent(this::detectProducts);
    }

    /// Detects in the background. It drops the result if the admin has connected to another server
    /// meanwhile.
    private void detectProducts(ServerConnection link) {
        UpgradePlanning planning = context.engine().upgradePlanning();
        context.tasks()
                .of(() -> planning.detectProducts(link.currentShell()))
                .onError(ConnectionLostException.class, this::showLinkLost)
                .onDone(detection -> {
                    if (session.currentLink().filter(link::equals).isPresent()) {
                        session.detectionProperty().set(detection);
                        showDetection(detection);
                    }
                })
                .start();
    }

    /// Replaces the page with the reason and a button that connects again.
    private void showLinkLost(ConnectionLostException lost) {
        content.getChildren().setAll(NoticeBox.of(texts, linkLostProblem(lost)));
        actions.setPrimary(PageAction.main(texts.get("detect.reconnect"), this::reconnectServer));
    }

    /// Returns the reason with advice on what to do next.
    static Problem linkLostProblem(ConnectionLostException lost) {
        return new Problem("link", lost.reason(), Message.of("detect.lost"));
    }

    /// Connects again to the same server in the background and then detects anew, or shows the
    /// problem.
    private void reconnectServer() {
        session.currentLink()
                .ifPresent(link ->
                        context.tasks()
                                .of(link::connect)
                                .onDone(problem ->
                                        problem.ifPresentOrElse(
                                                context.overlay()::showProblem,
                                                this::detectProducts))
                                .start());
    }

    /// Shows problems first, then the products, then the facts of the host itself.
    private void showDetection(DetectionResult detection) {
        content.getChildren().clear();
        for (Problem problem : detection.problems()) {
            addNotice(NoticeBox.of(texts, NoticeBox.NoticeKind.WARNING, problem));
        }
        showProducts(detection.products());
        showHostFacts(detection.host());
        actions.setOthers(
                PageAction.plain(texts.get("detect.again"), this::detectAgain),
                PageAction.plain(texts.get("detect.artifacts"), this::showArtifacts));
        chooseFirstProduct(detection.products());
        continueToPlan(detection);
    }

    /// Opens the plan at once if the admin has asked for an upgrade of this product, and it is
    /// there once and without a problem.
    private void continueToPlan(DetectionResult detection) {
        List<DetectedProduct> found =
                detection.products().stream()
                        .filter(product -> wanted.equals(Optional.of(product.runbook().id())))
                        .toList();
        wanted = Optional.empty();
        if (found.size() == 1 && detection.problems().isEmpty()) {
            chooseProduct(found.getFirst());
            context.nav().goToPage(PageKind.PLAN);
        }
    }

    private void addNotice(NoticeBox notice) {
        content.getChildren().add(notice);
    }

    /// Shows one card for each product, or a notice when Handrail found none.
    private void showProducts(List<DetectedProduct> products) {
        cards.clear();
        for (DetectedProduct found : products) {
            ProductCard card = new ProductCard(texts, found, () -> chooseProduct(found));
            cards.add(card);
            content.getChildren().add(card.view());
        }
        if (products.isEmpty()) {
            String title = texts.get("detect.nothing");
            String text = texts.get("detect.nothing-text");
            addNotice(new NoticeBox(NoticeBox.NoticeKind.INFO, title, text));
        }
    }

    /// Forgets the result and the chosen product, then detects anew.
    private void detectAgain() {
        session.forgetDetection();
        detectProducts();
    }

    /// Opens the list of artifacts; does nothing without a connection.
    private void showArtifacts() {
        session.currentLink().ifPresent(link -> new ArtifactsCard(context, link).openCard());
    }

    /// Chooses the product that was chosen before, or the only one. Otherwise the main button is
    /// disabled and says why.
    private void chooseFirstProduct(List<DetectedProduct> products) {
        DetectedProduct chosen = session.foundProperty().get();
        if (chosen != null && products.contains(chosen)) {
            chooseProduct(chosen);
        } else if (products.size() == 1) {
            chooseProduct(products.getFirst());
        } else {
            String why = texts.get(products.isEmpty() ? "detect.nothing" : "detect.choose");
            actions.setPrimary(
                    PageAction.main(texts.get("detect.next"), () -> {}).withDisabledReason(why));
        }
    }

    private void showHostFacts(Facts host) {
        content.getChildren()
                .addAll(
                        Ui.sectionTitle(texts.get("detect.host")),
                        new FactTable(texts, host).view());
    }

    /// Chooses a product for the upgrade and marks its card.
    private void chooseProduct(DetectedProduct found) {
        selector.selectProduct(found);
        cards.forEach(card -> card.setSelected(card.foundProduct().equals(found)));
        actions.setPrimary(
                PageAction.main(
                        texts.get("detect.next"), () -> context.nav().goToPage(PageKind.PLAN)));
    }
}
